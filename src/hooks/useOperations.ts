'use client'
import { useMemo, useSyncExternalStore } from 'react'

import type { Intent } from '../client/intent.ts'
import type { Submission } from '../client/submission.ts'
import type { TrackedOperation } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { useOperationsContext } from './useOperationsContext.ts'
import { useWatch } from './useWatch.ts'

/** An intent of which it is not known whether the server has it. */
export interface UnconfirmedIntent {
  /** Names it. It is the Idempotency-Key it was sent under, where the endpoint takes one. */
  readonly idempotencyKey: string
  /** The recipe's `kind`, such as `configuration.create`. */
  readonly kind: string
  /** A person's word for it. */
  readonly label: string | undefined
  /** When it was begun, epoch ms. */
  readonly createdAt: number
  readonly intent: Extract<Intent, { state: 'unconfirmed' }>
  /** Asks what became of it, as it was sent, under its own key; where that cannot be, looks for it by its name. */
  readonly sendAgain: () => Promise<Intent>
  /** Gives it up. Should the server have it, it goes on there. */
  readonly discard: () => void
}

/** What {@link useOperations} gives. */
export interface OperationsResult {
  /** Running and ended ones, newest first; also those that another tab or an earlier page of this scope began. */
  readonly operations: readonly TrackedOperation[]
  /** What an earlier page, or a form that is gone, has left unanswered; newest first. */
  readonly unconfirmed: readonly UnconfirmedIntent[]
  /** Watches an operation that was accepted elsewhere, or one that was stopped. */
  readonly watch: (accepted: AcceptedOperation) => void
  /** Keeps it in the list, but asks for its status no more. The operation itself goes on. */
  readonly stopWatching: (accepted: AcceptedOperation) => void
  /** Takes an operation off the list. The operation itself goes on. */
  readonly dismiss: (identity: OperationIdentity) => void
  /** Forgets everything of this scope, here and in other tabs: for the moment when a person signs out. */
  readonly clear: () => Promise<void>
}

/**
 * Every operation that this provider watches, and every intent that waits for an answer.
 *
 * @throws MissingProviderError where OperationsProvider is missing
 */
export function useOperations(): OperationsResult {
  const watch = useWatch('useOperations')
  const { client } = useOperationsContext('useOperations').observers
  const { tracked, submissions } = watch
  const operations = useSyncExternalStore(tracked.subscribe, tracked.list, tracked.list)
  const open = useSyncExternalStore(submissions.subscribe, submissions.unconfirmed, submissions.unconfirmed)
  return useMemo(
    () => ({
      operations,
      unconfirmed: open.flatMap((submission) =>
        toUnconfirmed(submission, () => submission.sendAgain(client, tracked.add)),
      ),
      watch: watch.add,
      stopWatching: watch.stopWatching,
      dismiss: watch.remove,
      clear: watch.clear,
    }),
    [operations, open, watch, tracked, client],
  )
}

function toUnconfirmed(submission: Submission, sendAgain: () => Promise<Intent>): UnconfirmedIntent[] {
  const record = submission.record()
  const intent = submission.intent()
  if (!record || intent.state !== 'unconfirmed') return []
  const { idempotencyKey, kind, label, createdAt } = record
  return [{ idempotencyKey, kind, label, createdAt, intent, sendAgain, discard: submission.reset }]
}
