'use client'

import { useState } from 'react'

import type { SubmissionState } from '../../../client/submission/submission.ts'
import { toAccepted } from '../../../client/submission/submission.ts'
import { Button } from '../../../components/elements/appearance.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { TextAreaField, TextField } from '../../../components/fields/Field.tsx'
import { useBadgeMessages } from '../../../components/messages/useOperationMessages.ts'
import { FoundByName } from '../../../components/operation/UnconfirmedNotice.tsx'
import type { AsyncOperation } from '../../../hooks/asyncOperation.ts'
import { useLazy } from '../../../hooks/useLazy.ts'
import { MAX_STORES } from '../../api/memoryStore.ts'
import { lazyFormParts } from '../form/lazyForm.ts'
import { UnreadyNotice } from '../form/SubmissionFooter.tsx'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import { isLockedIn } from '../form/submissionPhase.ts'
import type { MemoryStoreMessages } from '../messages/memoryStoreMessages.ts'
import { useMemoryStoreMessages } from '../messages/useOrchestratorMessages.ts'
import type { MemoryStoreForm } from './useMemoryStoreForm.ts'

interface MemoryStoreFieldsProps {
  readonly form: MemoryStoreForm
  /** Prefix of the IDs of all controls. */
  readonly formId: string
  /** Shows the values read-only. */
  readonly isLocked: boolean
  /** The message that another store already has the name. */
  readonly takenError: string | undefined
  /** How many stores the account has: a notice says if the last few are left. */
  readonly storeCount: number
}

const LAST_FEW = 2

/** Name and description, with a notice if the account is near its limit of 15 stores. */
export function MemoryStoreFields({
  form,
  formId,
  isLocked,
  takenError,
  storeCount,
}: MemoryStoreFieldsProps) {
  const messages = useMemoryStoreMessages()
  const errorOf = (field: 'displayName' | 'description') => form.formState.errors[field]?.message
  return (
    <>
      {storeCount >= MAX_STORES - LAST_FEW && (
        <Notice tone="warning" part="limit" title={messages.limitTitle(storeCount)}>
          <p className="ra-text">
            {storeCount < MAX_STORES ? messages.limitNear(MAX_STORES) : messages.limitBody}
          </p>
        </Notice>
      )}
      <TextField
        {...form.register('displayName')}
        id={`${formId}-displayName`}
        error={errorOf('displayName') ?? takenError}
        label={messages.displayName}
        hint={messages.displayNameHint}
        readOnly={isLocked}
        spellCheck={false}
        autoCapitalize="none"
        required
      />
      <TextAreaField
        {...form.register('description')}
        id={`${formId}-description`}
        error={errorOf('description')}
        label={messages.description}
        hint={messages.descriptionHint}
        readOnly={isLocked}
      />
    </>
  )
}

interface MemoryStoreFormFooterProps {
  readonly phase: SubmissionPhase
  readonly intent: SubmissionState
  readonly operation: AsyncOperation
  /** A lazy-loaded chunk that is needed to send the form could not be loaded. */
  readonly isUnready: boolean
  /** The operation was started on an earlier page, so the user need not wait for it here. */
  readonly canLeave: boolean
  /** Searches by name for the store whose creation was not confirmed. */
  readonly onLookAgain: () => Promise<unknown>
  /** Continues with the store that was found by name, as the one that was created. */
  readonly onGoOn: (memoryStoreId: string) => void
  readonly onStartAgain: (isEmptied: boolean) => void
}

/** The end of the form: the outcome of the submission, its operation while it runs, and the buttons. */
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
  const { statusUnavailable } = useBadgeMessages()
  const [isLooking, setIsLooking] = useState(false)
  const accepted = toAccepted(intent)
  const formParts = useLazy(lazyFormParts, accepted !== undefined)
  const found = intent.state === 'unconfirmed' ? intent.found : undefined
  const isLeaving = phase === 'unavailable' || (phase === 'running' && (operation.isStuck || canLeave))
  const isUnconfirmed = phase === 'unconfirmed'
  const isBusy = isLockedIn(phase) || isLooking

  async function look() {
    setIsLooking(true)
    await onLookAgain().finally(() => setIsLooking(false))
  }

  return (
    <div className="ra-form-footer" data-part="footer">
      <div role="alert" className="ra-form-alert">
        {isUnready && <UnreadyNotice messages={messages} />}
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
      {accepted && formParts && (
        <div className="ra-form-operation" data-part="operation">
          {phase === 'running' && <formParts.OperationProgress operation={accepted} showElapsed={false} />}
          <formParts.OperationDetails operation={accepted} supportUrl={messages.supportUrl}>
            {phase === 'failed' && <p className="ra-hint">{messages.failedBody}</p>}
          </formParts.OperationDetails>
        </div>
      )}
      <div className="ra-form-actions">
        {found?.state === 'found' && (
          <Button data-variant="primary" data-part="go-on" onClick={() => onGoOn(found.id)}>
            {messages.goOnWithFound}
          </Button>
        )}
        <button
          // The same element in every phase, so that it keeps the focus.
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
          <Button data-part="discard" onClick={() => onStartAgain(false)}>
            {isUnconfirmed ? messages.discard : messages.continueEditing}
          </Button>
        )}
        {isLeaving && (
          <Button data-part="start-again" onClick={() => onStartAgain(true)}>
            {messages.createAnother}
          </Button>
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
