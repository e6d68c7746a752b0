import type { Intent } from '../../client/intent.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { defined } from '../../protocol/defined.ts'
import type { Failure } from '../../protocol/failure.ts'
import type { Problem } from '../../protocol/problem.ts'

/** Where a form stands, as one word. Everything it shows and allows follows from it. */
export type SubmissionPhase =
  | 'editing'
  | 'submitting'
  | 'running'
  | 'unavailable'
  | 'completed'
  | 'failed'
  | 'refused'
  | 'signIn'
  | 'forbidden'
  | 'rateLimited'
  | 'unconfirmed'

/** The form's phase, from what became of the submission and of its operation. */
export function toSubmissionPhase(intent: Intent, { status }: AsyncOperation): SubmissionPhase {
  if (intent.state === 'idle') return 'editing'
  if (intent.state === 'blocked') return toBlockedPhase(intent.error.failure)
  if (intent.state !== 'accepted') return intent.state
  if (status === 'COMPLETED') return 'completed'
  if (status === 'UNAVAILABLE') return 'unavailable'
  return status === 'FAILED' || status === 'CANCELLED' ? 'failed' : 'running'
}

function toBlockedPhase({ kind, httpStatus }: Failure): SubmissionPhase {
  if (httpStatus === 403) return 'forbidden'
  // Without a status: somebody has signed out in another tab.
  return kind === 'unauthorized' ? 'signIn' : 'rateLimited'
}

/** Why nothing was made, where the server gave reasons: of the refusal, or of the operation that failed. */
export function toProblem(intent: Intent, operation: AsyncOperation): Problem | undefined {
  if (intent.state === 'refused') return intent.error.problem
  return intent.state === 'accepted' && operation.status === 'FAILED' ? operation.error : undefined
}

/** A refusal as a problem, also where the server gave no reasons that could be read. */
export function toRefusal(intent: Intent, fallbackTitle: string): Problem | undefined {
  if (intent.state !== 'refused') return undefined
  return (
    intent.error.problem ??
    defined({ title: fallbackTitle, code: intent.error.failure.httpStatus, fields: [] })
  )
}

/** Sending it again would only bring the same 403. */
export function isForbidden(intent: Intent): boolean {
  const isHeld = intent.state === 'blocked' || intent.state === 'unconfirmed'
  return isHeld && intent.error.failure.httpStatus === 403
}

/** Whether the fields only show what they hold. */
export function isLockedIn(phase: SubmissionPhase): boolean {
  return phase === 'submitting' || phase === 'running' || phase === 'unavailable' || phase === 'forbidden'
}
