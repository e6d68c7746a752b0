'use client'

import { useEffect, useRef } from 'react'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import { operationObserver } from '../../hooks/operationObserver.ts'
import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { voiceOf } from './voice.ts'

/** Props of OperationAnnouncer. */
export interface OperationAnnouncerProps {
  /** The operation to announce; `null` if there is none yet. */
  readonly operation: OperationRef | null | undefined
}

/**
 * Announces to screen readers when the state of an operation changes: politely, or assertively if it failed.
 * Polls without a change are not announced, nor is a state that was already there. All announcers of a
 * provider share one live region, which announces each change once, in a place where it is heard, even if the
 * announcer is hidden, behind a modal, or unmounted while the provider keeps watching.
 */
export function OperationAnnouncer({ operation: ref }: OperationAnnouncerProps) {
  const { observers, shared } = useOperationsContext('OperationAnnouncer')
  const messages = useOperationMessages()
  const anchor = useRef<HTMLSpanElement>(null)
  const isHere = useRef(false)

  useEffect(
    () => (anchor.current ? voiceOf(shared).attend(anchor.current, messages) : undefined),
    [shared, messages],
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
