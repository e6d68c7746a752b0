'use client'

import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import { lazy } from '../../../client/http/lazy.ts'
import type { Lazy } from '../../../client/http/lazy.ts'
import { lazySending } from '../../../client/request/lazySending.ts'
import { useOperationsTracker } from '../../../hooks/OperationsContext.ts'
import { lazySchemas } from '../../api/lazySchemas.ts'

/** What a form shows once the user has turned to it, and its validation. */
export const lazyFormParts = /* @__PURE__ */ lazy(() => import('../formParts.ts'))

/** Everything a form needs before it sends anything. */
const ALL: readonly Lazy<object>[] = [lazyFormParts, lazySchemas, lazySending]

const hasFormParts = () => ALL.every((part) => part.now())

/** @throws RequestError of kind `network` */
const loadFormParts = () => Promise.all(ALL.map((part) => part.load()))

/** How a user turns to a form. */
const EVENTS = ['pointerenter', 'focusin'] as const

/** Loads what the form will need as soon as the user points at it or focuses it. */
export function useFormPartsSoon(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current
    if (!element) return undefined
    const isOnline = () => element.ownerDocument.defaultView?.navigator.onLine !== false
    function load() {
      // Offline it would fail, and some browsers remember a failed import until the page is reloaded. Any
      // other failure is retried when the part is needed.
      if (isOnline()) loadFormParts().then(stop, ignore)
    }
    // Without a signal: jsdom refuses one from Node's AbortController, which some test environments use.
    function stop() {
      for (const type of EVENTS) element?.removeEventListener(type, load)
    }
    for (const type of EVENTS) element.addEventListener(type, load)
    if (element.matches(':focus-within')) load()
    return stop
  }, [form])
}

function ignore() {}

type FormParts = Awaited<ReturnType<typeof lazyFormParts.load>>

/**
 * A resolver that loads the form's validation before its first use. If that fails, `unreadyBody` is set as
 * the form's root error.
 */
export function lazyResolver<TValues extends FieldValues, TOutput>(
  create: (parts: FormParts) => Resolver<TValues, unknown, TOutput>,
  { unreadyBody }: { readonly unreadyBody: string },
): Resolver<TValues, unknown, TOutput> {
  let resolver: Resolver<TValues, unknown, TOutput> | undefined
  return async (...asked) => {
    try {
      await loadFormParts()
      resolver ??= create(await lazyFormParts.load())
      return await resolver(...asked)
    } catch {
      const errors: FieldErrors<TValues> = {}
      set(errors, 'root', { type: 'unloaded', message: unreadyBody })
      return { values: {}, errors }
    }
  }
}

/** The result of {@link useReadyToSend}. */
interface ReadyToSend {
  /** The user has submitted the form, and the code that sends it is still loading. */
  readonly isLoading: boolean
  /** The code could not be loaded, and nothing was sent. */
  readonly hasFailed: boolean
  /**
   * Calls `send` once its code is loaded, immediately if it already is. Does not call it after a sign-out, or
   * when the form has unmounted.
   */
  readonly whenReady: (send: () => void) => void
}

export function useReadyToSend(asker: string): ReadyToSend {
  const { session } = useOperationsTracker(asker)
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready')
  const isHere = useRef(false)
  const isLoading = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => void (isHere.current = false)
  }, [])

  async function load(send: () => void) {
    const begun = session()
    isLoading.current = true
    setState('loading')
    try {
      await loadFormParts()
      setState('ready')
      if (isHere.current && !begun.aborted) send()
    } catch {
      setState('failed')
    } finally {
      isLoading.current = false
    }
  }

  return {
    isLoading: state === 'loading',
    hasFailed: state === 'failed',
    whenReady(send) {
      if (isLoading.current) return
      if (hasFormParts()) {
        setState('ready')
        send()
      } else void load(send)
    },
  }
}
