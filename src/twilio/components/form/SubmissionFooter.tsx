'use client'

import { useEffect, useRef } from 'react'

import type { SubmissionState } from '../../../client/submission/submission.ts'
import { toAccepted } from '../../../client/submission/submission.ts'
import { Button } from '../../../components/elements/appearance.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { useBadgeMessages } from '../../../components/messages/useOperationMessages.ts'
import type { AsyncOperation } from '../../../hooks/asyncOperation.ts'
import { useLazy } from '../../../hooks/useLazy.ts'
import type { ConfigurationMessages, SubmissionMessages } from '../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import { lazyFormParts } from './lazyForm.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { isForbidden, isLockedIn } from './submissionPhase.ts'

interface SubmissionFooterProps {
  readonly phase: SubmissionPhase
  readonly intent: SubmissionState
  /** The accepted version is older than what the form shows. */
  readonly isEdited: boolean
  /** The code that sends the form could not be loaded. */
  readonly isUnready: boolean
  readonly operation: AsyncOperation
  readonly submissionMessages: SubmissionMessages
  /** The running operation was started on an earlier page, so the user need not wait for it here. */
  readonly canLeave: boolean
  /** Starts over. The running operation continues. */
  readonly onStartAgain: () => void
  /** Gives up an unconfirmed intent. The form keeps its values. */
  readonly onDiscard: () => void
}

/** The end of the form: the outcome of the submission, its operation, and the buttons. */
export function SubmissionFooter({
  phase,
  intent,
  isEdited,
  isUnready,
  operation,
  submissionMessages,
  canLeave,
  onStartAgain,
  onDiscard,
}: SubmissionFooterProps) {
  const messages = useConfigurationMessages()
  const shown = useRef<HTMLDivElement>(null)
  const actions = useRef<HTMLDivElement>(null)
  const accepted = toAccepted(intent)
  const formParts = useLazy(lazyFormParts, phase !== 'editing')
  const isLeaving = phase === 'unavailable' || (phase === 'running' && (operation.isStuck || canLeave))

  useEffect(() => {
    // The new content has pushed the button, and perhaps itself, out of view.
    if (accepted && formParts) shown.current?.scrollIntoView?.({ block: 'nearest' })
  }, [accepted, formParts])

  return (
    <div className="ra-form-footer" data-part="footer">
      <div role="alert" className="ra-form-alert">
        {isUnready && <UnreadyNotice messages={messages} />}
        {formParts && (
          <formParts.SubmissionNotice
            phase={phase}
            intent={intent}
            isEdited={isEdited}
            submissionMessages={submissionMessages}
          />
        )}
      </div>
      {accepted && formParts && (
        <div className="ra-form-operation" data-part="operation" ref={shown}>
          {phase === 'running' && <formParts.OperationProgress operation={accepted} showElapsed={false} />}
          <formParts.OperationDetails operation={accepted} supportUrl={messages.supportUrl}>
            {phase === 'failed' && <p className="ra-hint">{messages.failedBody}</p>}
          </formParts.OperationDetails>
        </div>
      )}
      <div className="ra-form-actions" ref={actions}>
        <SubmitButton phase={phase} intent={intent} submissionMessages={submissionMessages} />
        {(phase === 'unconfirmed' || phase === 'forbidden') && (
          <Button
            data-part="discard"
            onClick={() => {
              onDiscard()
              // This button is removed, so the focus moves to the one beside it.
              actions.current?.querySelector<HTMLElement>('[data-part="submit"]')?.focus()
            }}
          >
            {phase === 'forbidden' ? messages.continueEditing : messages.discard}
          </Button>
        )}
        {isLeaving && (
          <Button data-part="start-again" onClick={onStartAgain}>
            {submissionMessages.createAnother}
          </Button>
        )}
      </div>
    </div>
  )
}

interface SubmitButtonProps {
  readonly phase: SubmissionPhase
  readonly intent: SubmissionState
  readonly submissionMessages: SubmissionMessages
}

/** The form's submit button. It stays mounted in every phase, so that it never loses the focus. */
function SubmitButton({ phase, intent, submissionMessages }: SubmitButtonProps) {
  const messages = useConfigurationMessages()
  const { statusUnavailable } = useBadgeMessages()
  const isBusy = isLockedIn(phase) || isForbidden(intent)
  return (
    <button
      type="submit"
      className="ra-button"
      data-variant="primary"
      data-part="submit"
      aria-disabled={isBusy}
    >
      {phase === 'submitting' && statusIcon('PENDING')}
      <span className="ra-text">
        {toLabel(phase, intent, messages, submissionMessages, statusUnavailable)}
      </span>
    </button>
  )
}

function toLabel(
  phase: SubmissionPhase,
  intent: SubmissionState,
  messages: ConfigurationMessages,
  submissionMessages: SubmissionMessages,
  statusUnavailable: string,
): string {
  switch (phase) {
    case 'submitting':
      return intent.state === 'submitting' && intent.attempt > 1
        ? messages.retrying(intent.attempt)
        : submissionMessages.creating
    case 'running':
      return submissionMessages.inProgress
    case 'unavailable':
      return statusUnavailable
    case 'failed':
      return messages.tryAgainAsNew
    case 'unconfirmed':
      return intent.state === 'unconfirmed' && intent.canSendAgain
        ? messages.sendAgain
        : submissionMessages.lookForIt
    case 'signIn':
    case 'rateLimited':
      return messages.sendAgain
    default:
      return submissionMessages.create
  }
}

interface UnreadyNoticeProps {
  readonly messages: { readonly unreadyTitle: string; readonly unreadyBody: string }
}

/** Says that the code that sends a form could not be loaded. */
export function UnreadyNotice({ messages }: UnreadyNoticeProps) {
  return (
    <Notice tone="warning" part="unready" title={messages.unreadyTitle}>
      <p className="ra-text">{messages.unreadyBody}</p>
    </Notice>
  )
}
