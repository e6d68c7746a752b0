'use client'

import { useEffect, useRef, useState } from 'react'

import { useOperationsTracker } from '../../../hooks/useOperationsTracker.ts'
import { hasFormParts, loadFormParts } from './lazyForm.ts'

/** The result of {@link useReadyToSend}. */
export interface ReadyToSend {
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
