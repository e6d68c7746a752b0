'use client'

import { useId, useState } from 'react'

import { useMessages, useOperationsContext } from '../../hooks/OperationsContext.ts'
import { toLaterRejection } from '../../hooks/submittedOperation.ts'
import type { UnconfirmedIntent } from '../../hooks/useOperations.ts'
import type { SubmissionError } from '../../protocol/errors.ts'
import { defined } from '../../protocol/json.ts'
import type { Problem } from '../../protocol/problem.ts'
import { FailureNotice } from '../elements/FailureNotice.tsx'
import { TimeAgo } from '../elements/Time.tsx'
import { englishUnconfirmedMessages } from '../messages/englishUnconfirmedMessages.ts'
import { itself, useBadgeMessages, useTrayMessages } from '../messages/useOperationMessages.ts'
import { IntentBadge } from '../operation/StatusBadge.tsx'
import { FoundByName, toUnconfirmedReason } from '../operation/UnconfirmedNotice.tsx'
import { OperationsTrayButton, OperationsTrayLink, OperationsTrayTitle } from './trayParts.tsx'
import type { GetResourceHref } from './trayParts.tsx'

interface TrayIntentProps {
  readonly intent: ShownIntent
  readonly getResourceHref: GetResourceHref | undefined
  readonly onSendAgain: () => void
  /** Removes a refused intent from the list. */
  readonly onDismiss: () => void
}

/** A submission that the server may or may not have: what that means, and what the user can do. */
export function TrayIntent({
  intent: { unconfirmed, state, error },
  getResourceHref,
  onSendAgain,
  onDismiss,
}: TrayIntentProps) {
  const { client } = useOperationsContext('OperationsTray').observers
  const { dismiss } = useTrayMessages()
  const messages = useMessages(englishUnconfirmedMessages, itself)
  const { intentSending, intentRefused } = useBadgeMessages()
  const titleId = useId()
  const { kind, label, createdAt, intent, discard, idempotencyKey } = unconfirmed
  const { canSendAgain, found } = intent
  const isAsking = state === 'asking'
  const isRefused = state === 'refused'
  const canAsk = canSendAgain
    ? intent.error.failure.httpStatus !== 403
    : client.endpointOf(kind)?.resource?.find !== undefined
  const href = found?.state === 'found' ? getResourceHref?.(found) : undefined
  const no = error ? toProblem(error, intentRefused) : toLaterRejection(intent)
  const askingWord = canSendAgain ? intentSending : messages.looking
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
      {!isRefused && <p className="ra-quiet">{messages[toUnconfirmedReason(intent)]}</p>}
      {/* Always rendered, so that screen readers read out what is added to it. */}
      <div className="ra-tray-finding" aria-live="polite">
        {state === 'unanswered' && canSendAgain && <p className="ra-text">{messages.intentUnanswered}</p>}
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
            {isAsking ? askingWord : canSendAgain ? messages.sendAgain : messages.lookForIt}
          </OperationsTrayButton>
        )}
        {isRefused ? (
          <OperationsTrayButton part="dismiss" titleId={titleId} onClick={onDismiss}>
            {dismiss}
          </OperationsTrayButton>
        ) : (
          <OperationsTrayButton part="discard" titleId={titleId} isBusy={isAsking} onClick={discard}>
            {messages.discard}
          </OperationsTrayButton>
        )}
      </div>
    </li>
  )
}

function toProblem({ problem, failure }: SubmissionError, intentRefused: string): Problem {
  return problem ?? defined({ title: intentRefused, code: failure.httpStatus, fields: [] })
}

/** An intent as the tray shows it. */
interface ShownIntent {
  readonly unconfirmed: UnconfirmedIntent
  /** `asking`: being sent again or looked for. `unanswered`: after that, its outcome is still unknown. */
  readonly state: 'open' | 'asking' | 'unanswered' | 'refused'
  /** Why it was refused. */
  readonly error?: SubmissionError
}

/** The unconfirmed intents, and the result if the user sent one again. */
interface ShownIntents {
  /** Newest first. An intent that is being sent again keeps its place. */
  readonly intents: readonly ShownIntent[]
  readonly sendAgain: (unconfirmed: UnconfirmedIntent) => Promise<void>
  /** Removes a refused intent from the list. */
  readonly dismiss: (unconfirmed: UnconfirmedIntent) => void
}

/** Adds the intents that are being sent again or were refused, which are no longer in `unconfirmed`. */
export function useTrayIntents(unconfirmed: readonly UnconfirmedIntent[]): ShownIntents {
  const [asked, setAsked] = useState<readonly ShownIntent[]>([])

  function note({ idempotencyKey }: UnconfirmedIntent, next?: ShownIntent) {
    setAsked((before) => [
      ...before.filter((one) => one.unconfirmed.idempotencyKey !== idempotencyKey),
      ...(next ? [next] : []),
    ])
  }

  const open = unconfirmed.map((one): ShownIntent => {
    const own = asked.find((other) => other.unconfirmed.idempotencyKey === one.idempotencyKey)
    return own ? { ...own, unconfirmed: one } : { unconfirmed: one, state: 'open' }
  })
  const away = asked.filter(
    ({ unconfirmed: { idempotencyKey }, state }) =>
      state !== 'unanswered' && !unconfirmed.some((one) => one.idempotencyKey === idempotencyKey),
  )

  return {
    intents: [...open, ...away].toSorted(
      (one, other) => other.unconfirmed.createdAt - one.unconfirmed.createdAt,
    ),
    async sendAgain(one) {
      note(one, { unconfirmed: one, state: 'asking' })
      const outcome = await one.sendAgain()
      if (outcome.state === 'refused') note(one, { unconfirmed: one, state: 'refused', error: outcome.error })
      else note(one, outcome.state === 'unconfirmed' ? { unconfirmed: one, state: 'unanswered' } : undefined)
    },
    dismiss: (one) => note(one),
  }
}
