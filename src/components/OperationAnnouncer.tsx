'use client'

import { useEffect, useRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { operationObserver } from '../hooks/operationObserver.ts'
import { useOperationsContext } from '../hooks/useOperationsContext.ts'
import { useOperationWords } from './useOperationWords.ts'
import { voiceOf } from './voice.ts'

/** Props of OperationAnnouncer. */
export interface OperationAnnouncerProps {
  /** The operation to listen to; `null` for none yet. */
  readonly operation: OperationRef | null | undefined
}

/**
 * Tells a screen reader when an operation changes its state: politely, and at once when it failed. Polls say nothing,
 * nor does a state that was there before. All announcers of a provider speak with one voice, which says everything once,
 * where it is heard: also when the announcer is hidden, behind a modal, or gone while the provider watches on.
 */
export function OperationAnnouncer({ operation: ref }: OperationAnnouncerProps) {
  const { observers, shared } = useOperationsContext('OperationAnnouncer')
  const words = useOperationWords()
  const anchor = useRef<HTMLSpanElement>(null)
  const isHere = useRef(false)

  useEffect(
    () => (anchor.current ? voiceOf(shared).attend(anchor.current, words) : undefined),
    [shared, words],
  )

  useEffect(() => {
    const isNew = isHere.current
    isHere.current = true
    if (!ref) return undefined
    const stop = operationObserver(observers, ref).follow(() => undefined)
    const letGo = voiceOf(shared).follow(observers, ref, isNew)
    return () => {
      stop()
      letGo()
    }
  }, [observers, shared, ref])

  useEffect(
    () => () => {
      isHere.current = false
    },
    [],
  )

  return <span className="ra-announcer" data-part="announcer" hidden ref={anchor} />
}
