'use client'

import type { ReactNode, RefObject } from 'react'
import { useEffect, useId, useRef, useState } from 'react'

import { Button, useAppearance } from '../../../components/elements/appearance.tsx'
import { CopyableId } from '../../../components/elements/CopyButton.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { ModalDialog } from '../../../components/elements/ModalDialog.tsx'
import { isFocusLost } from '../../../components/elements/ownRoot.ts'
import { isolate } from '../../../components/messages/locale.ts'
import { isForbidden } from '../form/submissionPhase.ts'
import type { DeletionMessages, DeletionSubjectMessages } from '../messages/deletionMessages.ts'
import { useDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import { DeletionOutcome } from './DeletionOutcome.tsx'
import type { Deletion } from './DeletionOutcome.tsx'
import { DeletionQuestion } from './DeletionQuestion.tsx'

interface DeletionDialogProps {
  readonly resourceId: string
  readonly name: string | undefined
  readonly subjectMessages: DeletionSubjectMessages
  readonly deletion: Deletion
  readonly look: ((signal: AbortSignal) => Promise<unknown>) | undefined
  readonly notes: ReactNode
  readonly onClose: () => void
}

/**
 * A modal dialog that asks to confirm a deletion, then shows its progress. The focus starts on the cancel
 * button, and Escape closes the dialog at any time. It closes automatically when the deletion completes.
 */
export function DeletionDialog({
  resourceId,
  name,
  subjectMessages,
  deletion,
  look,
  notes,
  onClose,
}: DeletionDialogProps) {
  const messages = useDeletionMessages()
  const appearance = useAppearance()
  const titleId = useId()
  const cancel = useRef<HTMLButtonElement>(null)
  const [isConfirmed, setIsConfirmed] = useState(false)
  const [isReminded, setIsReminded] = useState(false)
  const checkbox = useRef<HTMLInputElement>(null)
  const { phase } = deletion
  const isAsking = phase === 'editing' || phase === 'submitting'

  function close() {
    const dialog = cancel.current?.closest('dialog')
    if (dialog?.open) dialog.close()
    else onClose()
  }

  useEffect(() => {
    if (phase === 'completed') close()
    // The focused button may have been removed, and keys do nothing without a focus.
    else if (cancel.current && isFocusLost(cancel.current)) cancel.current.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- Only a new phase closes it.
  }, [phase])

  function confirm() {
    if (isConfirmed) return deletion.send()
    setIsReminded(true)
    return checkbox.current?.focus()
  }

  return (
    <ModalDialog
      {...appearance}
      firstFocus={cancel}
      data-part="dialog"
      data-phase={phase}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className="ra-dialog-body">
        <h2 className="ra-dialog-title" data-part="title" id={titleId}>
          {isAsking ? subjectMessages.title(isolate(name)) : messages.progressTitle(isolate(name))}
        </h2>
        <CopyableId id={resourceId} what={messages.idLabel} />
        {isAsking ? (
          <DeletionQuestion
            subjectMessages={subjectMessages}
            notes={notes}
            checkboxRef={checkbox}
            isLocked={phase === 'submitting'}
            isConfirmed={isConfirmed}
            isReminded={isReminded && !isConfirmed}
            onConfirmedChange={setIsConfirmed}
          />
        ) : (
          <DeletionOutcome deletion={deletion} look={look} />
        )}
      </div>
      <DeletionActions deletion={deletion} cancelRef={cancel} onCancel={close} onConfirm={confirm} />
    </ModalDialog>
  )
}

interface DeletionActionsProps {
  readonly deletion: Deletion
  readonly cancelRef: RefObject<HTMLButtonElement | null>
  readonly onCancel: () => void
  /** Called when the user clicks the delete button. */
  readonly onConfirm: () => void
}

/** The dialog's buttons. The first one is present in every phase, so that there is always one to focus. */
function DeletionActions({ deletion, cancelRef, onCancel, onConfirm }: DeletionActionsProps) {
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
        <Button
          data-part="discard"
          onClick={() => {
            deletion.discard()
            onCancel()
          }}
        >
          {messages.discard}
        </Button>
      )}
      {main && (
        <Button data-part="submit" data-variant="danger" aria-disabled={!main.onClick} onClick={main.onClick}>
          {!main.onClick && statusIcon('PENDING')}
          <span className="ra-text">{main.word}</span>
        </Button>
      )}
    </div>
  )
}

interface MainAction {
  readonly word: string
  /** Absent while the deletion is in progress. */
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
