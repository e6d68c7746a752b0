'use client'

import { useEffect, useRef } from 'react'

import type { SubmissionState } from '../../../client/submission/submission.ts'
import type { AsyncOperation } from '../../../hooks/asyncOperation.ts'
import type { UseSubmitOperationOptions } from '../../../hooks/useSubmitOperation.ts'
import type { RequestFailure } from '../../../protocol/failure.ts'
import { defined } from '../../../protocol/json.ts'
import type { Problem } from '../../../protocol/problem.ts'

/** The phase of a form. Everything the form shows and allows depends on it. */
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

/** Derives the form's phase from its submission and the operation. */
export function toSubmissionPhase(intent: SubmissionState, { status }: AsyncOperation): SubmissionPhase {
  if (intent.state === 'idle') return 'editing'
  if (intent.state === 'blocked') return toBlockedPhase(intent.error.failure)
  if (intent.state !== 'accepted') return intent.state
  if (status === 'COMPLETED') return 'completed'
  if (status === 'UNAVAILABLE') return 'unavailable'
  return status === 'FAILED' || status === 'CANCELLED' ? 'failed' : 'running'
}

function toBlockedPhase({ kind, httpStatus }: RequestFailure): SubmissionPhase {
  if (httpStatus === 403) return 'forbidden'
  // There is no status if the user signed out in another tab.
  return kind === 'unauthorized' ? 'signIn' : 'rateLimited'
}

/** The server's reasons for a refusal or a failed operation, if it gave any. */
export function toProblem(intent: SubmissionState, operation: AsyncOperation): Problem | undefined {
  if (intent.state === 'refused') return intent.error.problem
  return intent.state === 'accepted' && operation.status === 'FAILED' ? operation.error : undefined
}

/** A refusal as a problem, even if the server gave no readable reasons. */
export function toRefusal(intent: SubmissionState, fallbackTitle: string): Problem | undefined {
  if (intent.state !== 'refused') return undefined
  return (
    intent.error.problem ??
    defined({ title: fallbackTitle, code: intent.error.failure.httpStatus, fields: [] })
  )
}

/** True after a 403: sending the request again would only return the same. */
export function isForbidden(intent: SubmissionState): boolean {
  const isHeld = intent.state === 'blocked' || intent.state === 'unconfirmed'
  return isHeld && intent.error.failure.httpStatus === 403
}

/** Whether the fields are read-only. */
export function isLockedIn(phase: SubmissionPhase): boolean {
  return phase === 'submitting' || phase === 'running' || phase === 'unavailable' || phase === 'forbidden'
}

type Callback = 'onAccepted' | 'onCompleted' | 'onFailed' | 'onUnconfirmed'

/** Separates the callbacks of a submission from the other props of a component. */
export function splitCallbacks<TProps extends UseSubmitOperationOptions>({
  onAccepted,
  onCompleted,
  onFailed,
  onUnconfirmed,
  ...others
}: TProps): readonly [Pick<UseSubmitOperationOptions, Callback>, Omit<TProps, Callback>] {
  return [defined({ onAccepted, onCompleted, onFailed, onUnconfirmed }), others]
}

/** Calls `onPhaseChange` with the form's phase on mount and whenever it changes. */
export function useReportedPhase(
  phase: SubmissionPhase,
  onPhaseChange: ((phase: SubmissionPhase) => void) | undefined,
) {
  const report = useRef(onPhaseChange)
  useEffect(() => {
    report.current = onPhaseChange
  })
  useEffect(() => report.current?.(phase), [phase])
}
