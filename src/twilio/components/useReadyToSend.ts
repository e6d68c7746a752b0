'use client'
import { useEffect, useRef, useState } from 'react'

import { useWatch } from '../../hooks/useWatch.ts'
import { hasFormParts, loadFormParts } from './lateFormParts.ts'

/** What {@link useReadyToSend} gives. */
export interface ReadyToSend {
  /** A person has sent the form, and what it takes is still on its way. */
  readonly isLoading: boolean
  /** It could not be loaded, and nothing was sent. */
  readonly hasFailed: boolean
  /**
   * Calls `send` as soon as everything is there that it takes: at once, if it is. Not after a sign-out, nor once the form
   * is gone.
   */
  readonly whenReady: (send: () => void) => void
}

export function useReadyToSend(asker: string): ReadyToSend {
  const { life } = useWatch(asker)
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready')
  const isHere = useRef(false)
  const isLoading = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => void (isHere.current = false)
  }, [])

  async function load(send: () => void) {
    const begun = life()
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
