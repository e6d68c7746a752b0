'use client'

import type { RefObject } from 'react'

import { statusIcon } from '../../components/statusIcon.tsx'
import type { DeletionMessages } from './deletionMessages.ts'
import { isForbidden } from './submissionPhase.ts'
import type { Deletion } from './useDeletion.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

export interface DeletionActionsProps {
  readonly deletion: Deletion
  readonly cancelRef: RefObject<HTMLButtonElement | null>
  readonly onCancel: () => void
  /** The person wants it deleted. */
  readonly onConfirm: () => void
}

/** The dialog's buttons. The first one is there in every phase, so that the focus has a place. */
export function DeletionActions({ deletion, cancelRef, onCancel, onConfirm }: DeletionActionsProps) {
  const messages = useDeletionMessages()
  const { phase } = deletion
  const canDiscard = phase === 'unconfirmed' || phase === 'unavailable'
  const main = toMain(deletion, messages, onConfirm)
  return (
    <div className="ra-dialog-actions">
      <button type="button" className="ra-button" data-part="cancel" ref={cancelRef} onClick={onCancel}>
        {phase === 'editing' ? messages.cancel : messages.close}
      </button>
      {canDiscard && (
        <button
          type="button"
          className="ra-button"
          data-part="discard"
          onClick={() => {
            deletion.discard()
            onCancel()
          }}
        >
          {messages.discard}
        </button>
      )}
      {main && (
        <button
          type="button"
          className="ra-button"
          data-part="submit"
          data-variant="danger"
          aria-disabled={!main.onClick}
          onClick={main.onClick}
        >
          {!main.onClick && statusIcon('PENDING')}
          <span className="ra-text">{main.word}</span>
        </button>
      )}
    </div>
  )
}

interface MainAction {
  readonly word: string
  /** Left out while it is at work. */
  readonly onClick?: () => void
}

function toMain(
  { phase, intent, send, sendAgain }: Deletion,
  messages: DeletionMessages,
  onConfirm: () => void,
): MainAction | undefined {
  switch (phase) {
    case 'editing':
      return { word: messages.deleteIt, onClick: onConfirm }
    case 'submitting': {
      const attempt = intent.state === 'submitting' ? intent.attempt : 1
      return { word: attempt > 1 ? messages.retrying(attempt) : messages.sending }
    }
    case 'running':
      return { word: messages.deleting }
    case 'failed':
    case 'refused':
      return { word: messages.tryAgainAsNew, onClick: send }
    case 'signIn':
    case 'rateLimited':
      return { word: messages.sendAgain, onClick: send }
    case 'unconfirmed': {
      const canSendAgain = intent.state === 'unconfirmed' && intent.canSendAgain && !isForbidden(intent)
      return canSendAgain ? { word: messages.sendAgain, onClick: sendAgain } : undefined
    }
    default:
      return undefined
  }
}
