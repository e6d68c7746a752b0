import { wasRejected } from '../client/request/preparedRequest.ts'
import type { SubmissionState } from '../client/submission/submission.ts'
import type { Problem } from '../protocol/problem.ts'

/** What was submitted: the result of `useSubmitOperation` or of a hook built on it, or only its `intent`. */
export type SubmittedOperation<TResult = unknown> =
  | SubmissionState<TResult>
  | {
      readonly intent: SubmissionState<TResult>
      readonly sendAgain?: () => Promise<unknown>
      readonly reset?: () => void
    }

export function toIntent(submission: SubmittedOperation): SubmissionState {
  return 'intent' in submission ? submission.intent : submission
}

/** The HTTP status of the last error; `undefined` if there was no response, or no error. */
export function toHttpStatus(intent: SubmissionState): number | undefined {
  return 'error' in intent ? intent.error.failure.httpStatus : undefined
}

/** Why the server rejected an attempt after one that may have been accepted. Says nothing about that one. */
export function toLaterRejection(intent: SubmissionState): Problem | undefined {
  return intent.state === 'unconfirmed' && wasRejected(intent.error) ? intent.error.problem : undefined
}
