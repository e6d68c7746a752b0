'use client'

import type { RefObject } from 'react'
import { useEffect } from 'react'
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import type { Lazy } from '../../../client/http/lazy.ts'
import { lazy } from '../../../client/http/lazy.ts'
import { lazySending } from '../../../client/request/lazySending.ts'
import { lazySchemas } from '../../api/lazySchemas.ts'

/** What a form shows once the user has turned to it, and its validation. */
export const lazyFormParts = /* @__PURE__ */ lazy(() => import('../formParts.ts'))

/** Everything a form needs before it sends anything. */
const ALL: readonly Lazy<object>[] = [lazyFormParts, lazySchemas, lazySending]

export const hasFormParts = () => ALL.every((part) => part.now())

/** @throws RequestError of kind `network` */
export const loadFormParts = () => Promise.all(ALL.map((part) => part.load()))

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
