import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { SubmissionError } from '../protocol/errors.ts'
import type { Resource } from '../protocol/resource.ts'

/**
 * What became of one submission.
 *
 * - `submitting`: on its way; `attempt` counts from 1.
 * - `accepted`: the server has it. `isEdited`: what was accepted is the earlier version; the edited one was not sent.
 * - `refused`: a clear no, with no attempt before it that may have been accepted; nothing was made. The next has a new key.
 * - `blocked`: not let through (sign-in, rate limit), nothing was made. The same key is used again.
 * - `unconfirmed`: it may have been made, also where a later attempt was answered with a 4xx. Where `canSendAgain`, submitting asks with the same key, so it cannot be made
 *   twice. Where not (no key, a key too old, a request that is gone), nothing is sent, and `found` says what was found
 *   under its name.
 */
export type Intent =
  | { readonly state: 'idle' }
  | { readonly state: 'submitting'; readonly attempt: number; readonly idempotencyKey: string | undefined }
  | { readonly state: 'accepted'; readonly accepted: AcceptedOperation; readonly isEdited: boolean }
  | { readonly state: 'refused'; readonly error: SubmissionError }
  | { readonly state: 'blocked'; readonly error: SubmissionError }
  | {
      readonly state: 'unconfirmed'
      readonly error: SubmissionError
      readonly canSendAgain: boolean
      readonly found?: Resource | undefined
    }

/** The operation that a submission has become; `undefined` before, and where it became none. */
export function toAccepted(intent: Intent): AcceptedOperation | undefined {
  return intent.state === 'accepted' ? intent.accepted : undefined
}
