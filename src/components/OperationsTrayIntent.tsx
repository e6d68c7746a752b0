'use client'

import { useId } from 'react'

import type { TrayWords } from '../hooks/messages.ts'
import { toLaterNo } from '../hooks/submittedOperation.ts'
import type { UnconfirmedIntent } from '../hooks/useOperations.ts'
import { useOperationsContext } from '../hooks/useOperationsContext.ts'
import { defined } from '../protocol/defined.ts'
import type { SubmissionError } from '../protocol/errors.ts'
import type { Problem } from '../protocol/problem.ts'
import { FailureNotice } from './FailureNotice.tsx'
import { FoundByName } from './FoundByName.tsx'
import { IntentBadge } from './IntentBadge.tsx'
import { OperationsTrayButton } from './OperationsTrayButton.tsx'
import type { GetResourceHref } from './OperationsTrayLink.tsx'
import { OperationsTrayLink } from './OperationsTrayLink.tsx'
import { OperationsTrayTitle } from './OperationsTrayTitle.tsx'
import { TimeAgo } from './TimeAgo.tsx'
import { useStatusWords } from './useStatusWords.ts'
import type { TrayIntent } from './useTrayIntents.ts'
import { useTrayWords } from './useTrayWords.ts'

export interface OperationsTrayIntentProps {
  readonly intent: TrayIntent
  readonly getResourceHref: GetResourceHref | undefined
  readonly onSendAgain: () => void
  /** Takes a refused one off the list. */
  readonly onDismiss: () => void
}

/** A submission of which nobody knows whether the server has it: what that means, and what a person can do. */
export function OperationsTrayIntent({
  intent: { unconfirmed, state, error },
  getResourceHref,
  onSendAgain,
  onDismiss,
}: OperationsTrayIntentProps) {
  const { client } = useOperationsContext('OperationsTray').observers
  const words = useTrayWords()
  const { intentSending, intentRefused } = useStatusWords()
  const titleId = useId()
  const { kind, label, createdAt, intent, discard, idempotencyKey } = unconfirmed
  const { canSendAgain, found } = intent
  const isAsking = state === 'asking'
  const isRefused = state === 'refused'
  const canAsk = canSendAgain
    ? intent.error.failure.httpStatus !== 403
    : client.recipeOf(kind)?.lookUp !== undefined
  const href = found?.state === 'found' ? getResourceHref?.(found) : undefined
  const no = error ? toProblem(error, intentRefused) : toLaterNo(intent)
  const askingWord = canSendAgain ? intentSending : words.looking
  return (
    <li className="ra-tray-row" data-part="row" data-intent={state} tabIndex={-1}>
      <div className="ra-tray-head">
        <OperationsTrayTitle id={titleId} label={label} kind={kind} fallback={idempotencyKey} />
        <IntentBadge
          state={isAsking ? 'submitting' : isRefused ? 'refused' : 'unconfirmed'}
          word={isAsking ? askingWord : undefined}
        />
        <TimeAgo at={createdAt} />
      </div>
      {!isRefused && <p className="ra-quiet">{words[reason(unconfirmed)]}</p>}
      {/* Always there, so that what comes into it is read out. */}
      <div className="ra-tray-finding" aria-live="polite">
        {state === 'unanswered' && canSendAgain && <p className="ra-text">{words.intentUnanswered}</p>}
        {!isRefused && (
          <FoundByName found={found}>
            {href ? <OperationsTrayLink href={href} titleId={titleId} /> : undefined}
          </FoundByName>
        )}
      </div>
      {no && <FailureNotice problem={no} />}
      <div className="ra-tray-actions">
        {!isRefused && canAsk && (
          <OperationsTrayButton part="send-again" titleId={titleId} isBusy={isAsking} onClick={onSendAgain}>
            {isAsking ? askingWord : canSendAgain ? words.sendAgain : words.lookForIt}
          </OperationsTrayButton>
        )}
        {isRefused ? (
          <OperationsTrayButton part="dismiss" titleId={titleId} onClick={onDismiss}>
            {words.dismiss}
          </OperationsTrayButton>
        ) : (
          <OperationsTrayButton part="discard" titleId={titleId} isBusy={isAsking} onClick={discard}>
            {words.discard}
          </OperationsTrayButton>
        )}
      </div>
    </li>
  )
}

function reason({ intent }: UnconfirmedIntent): Extract<keyof TrayWords, `intent${string}`> {
  const { canSendAgain, error } = intent
  if (canSendAgain) {
    if (error.failure.kind !== 'unauthorized') return 'intentSendable'
    return error.failure.httpStatus === 403 ? 'intentForbidden' : 'intentSignIn'
  }
  return error.idempotencyKey === undefined ? 'intentWithoutKey' : 'intentTooLate'
}

function toProblem({ problem, failure }: SubmissionError, intentRefused: string): Problem {
  return problem ?? defined({ title: intentRefused, code: failure.httpStatus, fields: [] })
}
