'use client'

import { useState } from 'react'
import type { ReactNode } from 'react'

import type { SubmissionState } from '../../client/submission/submission.ts'
import type { UnconfirmedMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/OperationsContext.ts'
import type { SubmittedOperation } from '../../hooks/submittedOperation.ts'
import { toIntent } from '../../hooks/submittedOperation.ts'
import type { Resource } from '../../protocol/resource.ts'
import { Button } from '../elements/appearance.tsx'
import { CopyableId } from '../elements/CopyButton.tsx'
import { englishFindingMessages } from '../messages/englishMessages.ts'
import { englishUnconfirmedMessages } from '../messages/englishUnconfirmedMessages.ts'
import { itself, useBadgeMessages, useOperationMessages } from '../messages/useOperationMessages.ts'
import { ResourceCandidates } from './detailRows.tsx'

/** A submission that the server may or may not have. */
type UnconfirmedState = Extract<SubmissionState, { state: 'unconfirmed' }>

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

interface FoundByNameProps {
  /** `undefined` if there was no search yet: then nothing is shown. */
  readonly found: Resource | undefined
  /** A link to the resource found, if it has a page. Default: its ID with a copy button. */
  readonly children?: ReactNode
}

/** The result of the search by name for an unconfirmed intent. */
export function FoundByName({ found, children }: FoundByNameProps) {
  const messages = useMessages(englishFindingMessages, itself)
  const { fieldResource } = useOperationMessages()
  switch (found?.state) {
    case 'found':
      return (
        <div className="ra-group" data-part="found" data-state="found">
          <p className="ra-text">{messages.foundByName}</p>
          {children ?? <CopyableId id={found.id} what={fieldResource(found.type)} />}
        </div>
      )
    case 'ambiguous':
      return (
        <div className="ra-group" data-part="found" data-state="ambiguous">
          <p className="ra-text">{messages.foundSeveral(found.candidates.length)}</p>
          <ResourceCandidates candidates={found.candidates} name={fieldResource(undefined)} />
        </div>
      )
    case 'notFound':
      return (
        <p className="ra-text" data-part="found" data-state="notFound">
          {messages.foundNothing}
        </p>
      )
    default:
      return null
  }
}
