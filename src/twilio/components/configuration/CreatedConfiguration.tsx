'use client'

import { useEffect, useRef } from 'react'

import { Notice } from '../../../components/elements/Notice.tsx'
import { isFocusLost } from '../../../components/elements/ownRoot.ts'
import { isolate } from '../../../components/messages/locale.ts'
import { OperationDetails } from '../../../components/operation/OperationDetails.tsx'
import type { AcceptedOperation } from '../../../protocol/operation.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'

export interface CreatedConfigurationProps {
  readonly accepted: AcceptedOperation
  /** The created version is older than what the form holds. */
  readonly isEdited: boolean
  readonly onContinue: () => void
}

/** Shows what was created, with its ID, instead of the form. Takes over the focus from the form's button. */
export function CreatedConfiguration({ accepted, isEdited, onContinue }: CreatedConfigurationProps) {
  const messages = useConfigurationMessages()
  const container = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // The form's button is gone. If the focus was elsewhere on the page, it stays there.
    if (container.current && isFocusLost(container.current)) container.current.focus()
  }, [])

  return (
    <div className="ra-created" data-part="created" ref={container} tabIndex={-1}>
      <Notice tone="success" part="created-title" title={messages.createdTitle(isolate(accepted.label))}>
        {isEdited && <p className="ra-text">{messages.editedBody}</p>}
      </Notice>
      <OperationDetails operation={accepted} />
      <div className="ra-form-actions">
        <button type="button" className="ra-button" data-part="continue" onClick={onContinue}>
          {isEdited ? messages.continueWithEdits : messages.createAnother}
        </button>
      </div>
    </div>
  )
}
