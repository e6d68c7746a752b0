'use client'

import { useEffect, useRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { useOperationsContext } from '../hooks/useOperationsContext.ts'
import { isHeard } from './isHeard.ts'
import { toAnnouncement } from './toAnnouncement.ts'
import { useOperationWords } from './useOperationWords.ts'

/** Props of OperationAnnouncer. */
export interface OperationAnnouncerProps {
  /** The operation to listen to; `null` for none yet. */
  readonly operation: OperationRef | null | undefined
}

/**
 * Tells a screen reader when an operation changes its state: politely, and at once when it failed. Polls say nothing,
 * nor does a state that was there when the page opened. Several announcers of one operation say it once, by one that is
 * not hidden or behind a dialog.
 */
export function OperationAnnouncer({ operation: ref }: OperationAnnouncerProps) {
  const { client } = useOperationsContext('OperationAnnouncer').observers
  const operation = useAsyncOperation(ref)
  const words = useOperationWords()
  const before = useRef<string>(undefined)
  const polite = useRef<HTMLOutputElement>(null)
  const urgent = useRef<HTMLSpanElement>(null)

  useEffect(() => {
    const state = toState(operation)
    const hasChanged = before.current !== state && isKnown(before.current)
    before.current = state
    const text = hasChanged && toAnnouncement(operation, words)
    // One that nobody hears leaves it to another.
    if (!text || !polite.current || !isHeard(polite.current) || !claim(client, operation, state)) return
    const [says, clears] = operation.status === 'FAILED' ? [urgent, polite] : [polite, urgent]
    if (says.current) says.current.textContent = text
    if (clears.current) clears.current.textContent = ''
  }, [client, operation, words])

  return (
    <span className="ra-visually-hidden" data-part="announcer">
      <output className="ra-live" ref={polite} />
      <span className="ra-live" ref={urgent} role="alert" />
    </span>
  )
}

function toState({ status, isStuck }: AsyncOperation): string {
  return status === 'PENDING' && isStuck ? 'STUCK' : status
}

/** False before anything was seen, so that what is found on arrival is not told as news. */
function isKnown(state: string | undefined): boolean {
  return state !== undefined && state !== 'LOADING'
}

/** By client: the state of each operation that was last said aloud. */
const said = new WeakMap<object, Map<string, string>>()

function claim(client: object, { accepted, operation }: AsyncOperation, state: string): boolean {
  const identity = operation ?? accepted
  const key = `${identity?.api}/${identity?.operationId}`
  const states = said.get(client) ?? new Map<string, string>()
  if (states.get(key) === state) return false
  said.set(client, states.set(key, state))
  return true
}
