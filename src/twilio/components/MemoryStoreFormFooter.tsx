'use client'

import { useState } from 'react'

import type { Intent } from '../../client/intent.ts'
import { toAccepted } from '../../client/intent.ts'
import { FoundByName } from '../../components/FoundByName.tsx'
import { Notice } from '../../components/Notice.tsx'
import { statusIcon } from '../../components/statusIcon.tsx'
import { useStatusWords } from '../../components/useStatusWords.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { useLate } from '../../hooks/useLate.ts'
import { lateFormParts } from './lateFormParts.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { UnreadyNotice } from './UnreadyNotice.tsx'
import { useMemoryStoreMessages } from './useMemoryStoreMessages.ts'

export interface MemoryStoreFormFooterProps {
  readonly phase: SubmissionPhase
  readonly intent: Intent
  readonly operation: AsyncOperation
  /** What it takes to send it could not be loaded. */
  readonly isUnready: boolean
  /** What runs was begun on an earlier page: nobody has to wait for it here. */
  readonly canLeave: boolean
  /** Looks by its name for what was never confirmed. */
  readonly onLookAgain: () => Promise<unknown>
  /** Takes what was found by its name as what was sent. */
  readonly onGoOn: (memoryStoreId: string) => void
  readonly onStartAgain: (isEmptied: boolean) => void
}

/** The end of the form: what became of the submission, its operation while it runs, and the buttons. */
export function MemoryStoreFormFooter({
  phase,
  intent,
  operation,
  isUnready,
  canLeave,
  onLookAgain,
  onGoOn,
  onStartAgain,
}: MemoryStoreFormFooterProps) {
  const messages = useMemoryStoreMessages()
  const { statusUnavailable } = useStatusWords()
  const [isLooking, setIsLooking] = useState(false)
  const accepted = toAccepted(intent)
  const later = useLate(lateFormParts, accepted !== undefined)
  const found = intent.state === 'unconfirmed' ? intent.found : undefined
  const isLeaving = phase === 'unavailable' || (phase === 'running' && (operation.isStuck || canLeave))
  const isUnconfirmed = phase === 'unconfirmed'
  const isBusy = ['submitting', 'running', 'unavailable', 'forbidden'].includes(phase) || isLooking

  async function look() {
    setIsLooking(true)
    await onLookAgain().finally(() => setIsLooking(false))
  }

  return (
    <div className="ra-form-footer" data-part="footer">
      <div role="alert" className="ra-form-alert">
        {isUnready && <UnreadyNotice words={messages} />}
        {isBlocked(phase) && (
          <Notice tone="warning" part={phase} title={messages[`${phase}Title`]}>
            <p className="ra-text">{messages[`${phase}Body`]}</p>
          </Notice>
        )}
        {isUnconfirmed && (
          <Notice tone="warning" part="unconfirmed" title={messages.unconfirmedTitle}>
            <p className="ra-text">{messages.unconfirmedBody}</p>
            <FoundByName found={found} />
          </Notice>
        )}
      </div>
      {accepted && later && (
        <div className="ra-form-operation" data-part="operation">
          {phase === 'running' && <later.OperationProgress operation={accepted} showsElapsed={false} />}
          <later.OperationDetails operation={accepted} supportUrl={messages.supportUrl}>
            {phase === 'failed' && <p className="ra-hint">{messages.failedBody}</p>}
          </later.OperationDetails>
        </div>
      )}
      <div className="ra-form-actions">
        {found?.state === 'found' && (
          <button
            type="button"
            className="ra-button"
            data-variant="primary"
            data-part="go-on"
            onClick={() => onGoOn(found.id)}
          >
            {messages.goOnWithFound}
          </button>
        )}
        <button
          // One button in every phase, so that the focus on it is never lost.
          type="submit"
          className="ra-button"
          data-part="submit"
          data-variant={found?.state === 'found' ? undefined : 'primary'}
          aria-disabled={isBusy}
          onClick={(event) => {
            if (!isUnconfirmed) return
            event.preventDefault()
            if (!isLooking) void look()
          }}
        >
          {(phase === 'submitting' || isLooking) && statusIcon('PENDING')}
          <span className="ra-text">{toLabel(phase, messages, statusUnavailable)}</span>
        </button>
        {(isUnconfirmed || phase === 'forbidden') && (
          <button type="button" className="ra-button" data-part="discard" onClick={() => onStartAgain(false)}>
            {isUnconfirmed ? messages.discard : messages.continueEditing}
          </button>
        )}
        {isLeaving && (
          <button
            type="button"
            className="ra-button"
            data-part="start-again"
            onClick={() => onStartAgain(true)}
          >
            {messages.createAnother}
          </button>
        )}
      </div>
    </div>
  )
}

function isBlocked(phase: SubmissionPhase): phase is 'signIn' | 'forbidden' | 'rateLimited' {
  return phase === 'signIn' || phase === 'forbidden' || phase === 'rateLimited'
}

function toLabel(phase: SubmissionPhase, messages: MemoryStoreMessages, statusUnavailable: string): string {
  switch (phase) {
    case 'submitting':
      return messages.sending
    case 'running':
      return messages.inProgress
    case 'unavailable':
      return statusUnavailable
    case 'failed':
      return messages.tryAgainAsNew
    case 'unconfirmed':
      return messages.lookAgain
    case 'signIn':
    case 'rateLimited':
      return messages.sendAgain
    default:
      return messages.create
  }
}
