'use client'

import { useEffect, useRef } from 'react'

import { isolate } from '../../components/isolate.ts'
import { Notice } from '../../components/Notice.tsx'
import { OperationDetails } from '../../components/OperationDetails.tsx'
import { isFocusLost } from '../../components/ownRoot.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface CreatedConfigurationProps {
  readonly accepted: AcceptedOperation
  /** What was created is an earlier version of what the form holds. */
  readonly isEdited: boolean
  readonly onContinue: () => void
}

/** Says what was created, with its ID, in place of the form. Takes the focus that the form's button had. */
export function CreatedConfiguration({ accepted, isEdited, onContinue }: CreatedConfigurationProps) {
  const messages = useConfigurationMessages()
  const container = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // The button that had the focus went with the form; someone who is elsewhere on the page stays there.
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
