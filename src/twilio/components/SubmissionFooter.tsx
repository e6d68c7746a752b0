'use client'

import { useEffect, useRef } from 'react'

import type { Intent } from '../../client/intent.ts'
import { toAccepted } from '../../client/intent.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { useLate } from '../../hooks/useLate.ts'
import { lateFormParts } from './lateFormParts.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import type { SubmissionWords } from './submissionWords.ts'
import { SubmitButton } from './SubmitButton.tsx'
import { UnreadyNotice } from './UnreadyNotice.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface SubmissionFooterProps {
  readonly phase: SubmissionPhase
  readonly intent: Intent
  /** What was accepted is an earlier version of what the form shows. */
  readonly isEdited: boolean
  /** What it takes to send it could not be loaded. */
  readonly isUnready: boolean
  readonly operation: AsyncOperation
  readonly words: SubmissionWords
  /** What runs was begun on an earlier page: nobody has to wait for it here. */
  readonly canLeave: boolean
  /** Leaves the running operation to itself and begins anew. */
  readonly onStartAgain: () => void
  /** Gives an unconfirmed intent up; the form keeps what it holds. */
  readonly onDiscard: () => void
}

/** The end of the form: what became of the submission, its operation while it runs, and the button. */
export function SubmissionFooter({
  phase,
  intent,
  isEdited,
  isUnready,
  operation,
  words,
  canLeave,
  onStartAgain,
  onDiscard,
}: SubmissionFooterProps) {
  const messages = useConfigurationMessages()
  const shown = useRef<HTMLDivElement>(null)
  const actions = useRef<HTMLDivElement>(null)
  const accepted = toAccepted(intent)
  const later = useLate(lateFormParts, phase !== 'editing')
  const isLeaving = phase === 'unavailable' || (phase === 'running' && (operation.isStuck || canLeave))

  useEffect(() => {
    // What has just appeared pushed the button, and perhaps itself, out of sight.
    if (accepted && later) shown.current?.scrollIntoView?.({ block: 'nearest' })
  }, [accepted, later])

  return (
    <div className="ra-form-footer" data-part="footer">
      <div role="alert" className="ra-form-alert">
        {isUnready && <UnreadyNotice words={messages} />}
        {later && <later.SubmissionNotice phase={phase} intent={intent} isEdited={isEdited} words={words} />}
      </div>
      {accepted && later && (
        <div className="ra-form-operation" data-part="operation" ref={shown}>
          {phase === 'running' && <later.OperationProgress operation={accepted} showsElapsed={false} />}
          <later.OperationDetails operation={accepted} supportUrl={messages.supportUrl}>
            {phase === 'failed' && <p className="ra-hint">{messages.failedBody}</p>}
          </later.OperationDetails>
        </div>
      )}
      <div className="ra-form-actions" ref={actions}>
        <SubmitButton phase={phase} intent={intent} words={words} />
        {(phase === 'unconfirmed' || phase === 'forbidden') && (
          <button
            type="button"
            className="ra-button"
            data-part="discard"
            onClick={() => {
              onDiscard()
              // This button goes; the one beside it stays.
              actions.current?.querySelector<HTMLElement>('[data-part="submit"]')?.focus()
            }}
          >
            {phase === 'forbidden' ? messages.continueEditing : messages.discard}
          </button>
        )}
        {isLeaving && (
          <button type="button" className="ra-button" data-part="start-again" onClick={onStartAgain}>
            {words.createAnother}
          </button>
        )}
      </div>
    </div>
  )
}
