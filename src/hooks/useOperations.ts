'use client'

import { useMemo, useSyncExternalStore } from 'react'

import type { Submission, SubmissionState } from '../client/submission/submission.ts'
import type { AcceptedOperation, OperationIdentity } from '../protocol/operation.ts'
import { useOperationsContext, useOperationsTracker } from './OperationsContext.ts'
import type { TrackedOperation } from './trackedOperations.ts'

/** An intent that the server may or may not have accepted. */
export interface UnconfirmedIntent {
  /** Identifies it. The Idempotency-Key it was sent with, if the endpoint takes one. */
  readonly idempotencyKey: string
  /** The endpoint's `kind`, such as `configuration.create`. */
  readonly kind: string
  /** A readable name, such as a display name. */
  readonly label: string | undefined
  /** When it began, in epoch ms. */
  readonly createdAt: number
  readonly intent: Extract<SubmissionState, { state: 'unconfirmed' }>
  /** Sends the same request again with the same key. If it cannot be sent, looks its resource up by name. */
  readonly sendAgain: () => Promise<SubmissionState>
  /** Discards it. If the server has accepted it, it continues there. */
  readonly discard: () => void
}

/** The result of {@link useOperations}. */
export interface UseOperationsResult {
  /**
   * Running and ended operations, newest first, including those started by another tab or an earlier page of
   * this scope.
   */
  readonly operations: readonly TrackedOperation[]
  /**
   * Intents whose outcome is not known, newest first: from forms on this page, forms that are gone, and
   * earlier pages.
   */
  readonly unconfirmed: readonly UnconfirmedIntent[]
  /** Watches an operation that was accepted elsewhere, or one that was stopped. */
  readonly watch: (accepted: AcceptedOperation) => void
  /** Keeps an operation in the list, but stops polling it. The operation itself continues. */
  readonly stopWatching: (accepted: AcceptedOperation) => void
  /** Removes an operation from the list. The operation itself continues. */
  readonly dismiss: (identity: OperationIdentity) => void
  /**
   * Deletes everything of this scope, here and in other tabs. Call it when the user signs out, and wait for
   * its promise before leaving the page. It waits for a slow IndexedDB for up to 10 seconds.
   */
  readonly clear: () => Promise<void>
}

/**
 * Every operation that this provider tracks, and every intent whose outcome is not known.
 *
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useOperations(): UseOperationsResult {
  const watch = useOperationsTracker('useOperations')
  const { engine } = useOperationsContext('useOperations').observers
  const { tracked, submissions } = watch
  const operations = useSyncExternalStore(tracked.subscribe, tracked.list, tracked.list)
  const open = useSyncExternalStore(submissions.subscribe, submissions.unconfirmed, submissions.unconfirmed)
  return useMemo(
    () => ({
      operations,
      unconfirmed: open.flatMap((submission) =>
        toUnconfirmed(submission, () => submission.sendAgain(engine, tracked.add)),
      ),
      watch: watch.add,
      stopWatching: watch.stopWatching,
      dismiss: watch.remove,
      clear: watch.clear,
    }),
    [operations, open, watch, tracked, engine],
  )
}

function toUnconfirmed(
  submission: Submission,
  sendAgain: () => Promise<SubmissionState>,
): UnconfirmedIntent[] {
  const record = submission.record()
  const intent = submission.current()
  if (!record || intent.state !== 'unconfirmed') return []
  const { idempotencyKey, kind, label, createdAt } = record
  return [{ idempotencyKey, kind, label, createdAt, intent, sendAgain, discard: submission.reset }]
}
