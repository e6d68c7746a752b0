import type { Intent } from '../client/intent.ts'
import { isClearNo } from '../client/prepareSafely.ts'
import type { Problem } from '../protocol/problem.ts'

/** What was submitted: all that `useSubmitOperation` gives, or any hook built on it, or its `intent` alone. */
export type SubmittedOperation = Intent | { readonly intent: Intent }

export function toIntent(submission: SubmittedOperation): Intent {
  return 'intent' in submission ? submission.intent : submission
}

/** What the server answered last; `undefined` where no answer came, or none was a refusal. */
export function toHttpStatus(intent: Intent): number | undefined {
  return 'error' in intent ? intent.error.failure.httpStatus : undefined
}

/** What the server said no to, after an attempt that may have been accepted. It says nothing of that one. */
export function toLaterNo(intent: Intent): Problem | undefined {
  return intent.state === 'unconfirmed' && isClearNo(intent.error) ? intent.error.problem : undefined
}
