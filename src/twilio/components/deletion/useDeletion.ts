'use client'

import type { Endpoint } from '../../../client/request/endpoint.ts'
import type { SubmissionState } from '../../../client/submission/submission.ts'
import { isPending } from '../../../hooks/asyncOperation.ts'
import type { UseAsyncOperationResult } from '../../../hooks/useAsyncOperation.ts'
import { useAsyncOperation } from '../../../hooks/useAsyncOperation.ts'
import { useOperations } from '../../../hooks/useOperations.ts'
import type { UseSubmitOperationOptions } from '../../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../../hooks/useSubmitOperation.ts'
import { isGone } from '../../../protocol/failure.ts'
import type { AcceptedOperation } from '../../../protocol/operation.ts'
import type { DeletionInput } from '../../api/orchestratorApis.ts'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import { toSubmissionPhase } from '../form/submissionPhase.ts'

/** The phase of a deletion: that of its submission, or `gone` if the resource no longer exists. */
export type DeletionPhase = SubmissionPhase | 'gone'

/** The deletion of one resource, started here, in another tab, or on an earlier page. */
export interface Deletion {
  readonly phase: DeletionPhase
  readonly intent: SubmissionState
  readonly accepted: AcceptedOperation | undefined
  readonly operation: UseAsyncOperationResult
  /** Starts a new deletion, or continues one that was blocked. Call it only when the user asks for it. */
  readonly send: () => void
  /** Sends an unconfirmed deletion again with the same key, to learn its outcome. */
  readonly sendAgain: () => void
  /** Gives up a deletion that is not running. */
  readonly discard: () => void
}

/** Follows the deletion of one resource. Sends nothing automatically. */
export function useDeletion(
  endpoint: Endpoint<DeletionInput>,
  input: DeletionInput,
  callbacks: UseSubmitOperationOptions,
): Deletion {
  const submission = useSubmitOperation(endpoint, { ...callbacks, resourceId: input.id })
  const { intent, submit, sendAgain, reset } = submission
  const { operations } = useOperations()
  const elsewhere = operations.find(
    ({ accepted: { kind, resourceId }, isWatched }) =>
      isWatched && kind === endpoint.kind && resourceId === input.id,
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
      // A blocked request has changed nothing, and without a key it can only start over.
      if (intent.state === 'blocked' && !endpoint.takesIdempotencyKey) reset()
      void submit(input)
    },
    sendAgain: () => void sendAgain(),
    discard: reset,
  }
}

function toPhase(intent: SubmissionState, operation: UseAsyncOperationResult): DeletionPhase {
  if (intent.state === 'refused' && isGone(intent.error.failure)) return 'gone'
  if (intent.state !== 'idle') return toSubmissionPhase(intent, operation)
  // Found in the list of operations, which reports a failed one; here the user may start over.
  if (operation.status === 'COMPLETED') return 'completed'
  return isPending(operation) ? 'running' : 'editing'
}
