'use client'

import { useState } from 'react'

import type { SubmissionState } from '../../client/submission/submission.ts'
import type { UnconfirmedMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/OperationsContext.ts'
import type { SubmittedOperation } from '../../hooks/submittedOperation.ts'
import { toIntent } from '../../hooks/submittedOperation.ts'
import { Button } from '../elements/Button.tsx'
import { englishUnconfirmedMessages } from '../messages/englishUnconfirmedMessages.ts'
import { itself, useBadgeMessages } from '../messages/useOperationMessages.ts'
import { FoundByName } from './ResourceOutcome.tsx'

/** A submission that the server may or may not have. */
export type UnconfirmedState = Extract<SubmissionState, { state: 'unconfirmed' }>

interface UnconfirmedNoticeProps {
  readonly submission: SubmittedOperation
}

/** Why a submission is not confirmed, and what the user can do: until then, the form sends nothing else. */
export function UnconfirmedNotice({ submission }: UnconfirmedNoticeProps) {
  const messages = useMessages(englishUnconfirmedMessages, itself)
  const { intentSending } = useBadgeMessages()
  // While it is sent again, the button stays, and keeps the focus.
  const [isAsking, setIsAsking] = useState(false)
  const intent = toIntent(submission)
  const { sendAgain, reset } = 'intent' in submission ? submission : {}
  const open = intent.state === 'unconfirmed' ? intent : undefined
  if (!open && !isAsking) return null
  const canSend = open?.canSendAgain && open.error.failure.httpStatus !== 403

  async function ask() {
    setIsAsking(true)
    await sendAgain?.().finally(() => setIsAsking(false))
  }

  return (
    <div className="ra-unconfirmed" data-part="unconfirmed">
      {open && <p className="ra-text">{messages[toUnconfirmedReason(open)]}</p>}
      {open && <FoundByName found={open.found} />}
      {(sendAgain || reset) && (
        <div className="ra-notice-actions">
          {sendAgain && (canSend || isAsking) && (
            <Button data-part="send-again" aria-disabled={isAsking} onClick={() => !isAsking && void ask()}>
              {isAsking ? intentSending : messages.sendAgain}
            </Button>
          )}
          {reset && !isAsking && (
            <Button data-part="discard" onClick={reset}>
              {messages.discard}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** The text that says why it is not confirmed, and whether it can be sent again. */
export function toUnconfirmedReason({
  canSendAgain,
  error,
}: Pick<UnconfirmedState, 'canSendAgain' | 'error'>): Extract<keyof UnconfirmedMessages, `intent${string}`> {
  if (canSendAgain) {
    if (error.failure.kind !== 'unauthorized') return 'intentSendable'
    return error.failure.httpStatus === 403 ? 'intentForbidden' : 'intentSignIn'
  }
  return error.idempotencyKey === undefined ? 'intentWithoutKey' : 'intentTooLate'
}
