'use client'

import type { OperationRecipe } from '../../client/defineOperation.ts'
import type { Intent } from '../../client/intent.ts'
import { isPending } from '../../hooks/asyncOperation.ts'
import type { AsyncOperationResult } from '../../hooks/useAsyncOperation.ts'
import { useAsyncOperation } from '../../hooks/useAsyncOperation.ts'
import { useOperations } from '../../hooks/useOperations.ts'
import type { SubmitOperationOptions } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { isGone } from '../../protocol/failure.ts'
import type { DeletionInput } from '../api/deletionInput.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { toSubmissionPhase } from './submissionPhase.ts'

/** Where a deletion stands: as a submission does, or `gone` where the server no longer knows what was to go. */
export type DeletionPhase = SubmissionPhase | 'gone'

/** One thing's deletion: begun here, in another tab, or on an earlier page. */
export interface Deletion {
  readonly phase: DeletionPhase
  readonly intent: Intent
  readonly accepted: AcceptedOperation | undefined
  readonly operation: AsyncOperationResult
  /** Begins a new deletion, or goes on with one that was not let through. Only ever called for a person. */
  readonly send: () => void
  /** Asks what became of one that was never confirmed, under its own key. */
  readonly sendAgain: () => void
  /** Gives up what is not running. */
  readonly discard: () => void
}

/** Follows the deletion of one thing; sends nothing by itself. */
export function useDeletion(
  recipe: OperationRecipe<DeletionInput>,
  input: DeletionInput,
  callbacks: SubmitOperationOptions,
): Deletion {
  const submission = useSubmitOperation(recipe, { ...callbacks, resourceId: input.id })
  const { intent, submit, sendAgain, reset } = submission
  const { operations } = useOperations()
  const elsewhere = operations.find(
    ({ accepted: { kind, resourceId }, isWatched }) =>
      isWatched && kind === recipe.kind && resourceId === input.id,
  )
  const known = intent.state === 'idle' ? elsewhere?.accepted : undefined
  const followed = useAsyncOperation(known)
  const operation = known ? followed : submission.operation
  const phase = toPhase(intent, operation)
  return {
    phase,
    intent,
    accepted: submission.accepted ?? (phase === 'running' ? known : undefined),
    operation,
    send() {
      // What was not let through has made nothing, and without a key it can only begin anew.
      if (intent.state === 'blocked' && !recipe.takesIdempotencyKey) reset()
      void submit(input)
    },
    sendAgain: () => void sendAgain(),
    discard: reset,
  }
}

function toPhase(intent: Intent, operation: AsyncOperationResult): DeletionPhase {
  if (intent.state === 'refused' && isGone(intent.error.failure)) return 'gone'
  if (intent.state !== 'idle') return toSubmissionPhase(intent, operation)
  // Found in the list of operations. One that came to nothing says so there; here a person may begin anew.
  if (operation.status === 'COMPLETED') return 'completed'
  return isPending(operation) ? 'running' : 'editing'
}
