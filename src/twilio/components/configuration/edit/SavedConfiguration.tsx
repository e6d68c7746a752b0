'use client'

import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

import { Notice } from '../../../../components/elements/Notice.tsx'
import { isFocusLost } from '../../../../components/elements/ownRoot.ts'
import { isolate } from '../../../../components/messages/locale.ts'
import { OperationDetails } from '../../../../components/operation/OperationDetails.tsx'
import type { AcceptedOperation } from '../../../../protocol/operation.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'

export interface SavedConfigurationProps {
  readonly accepted: AcceptedOperation
  readonly name: string
  /** The saved version is older than what the form holds. */
  readonly isEdited: boolean
  /** The stored configuration is being read. */
  readonly isReading: boolean
  /** Shown below the operation details. */
  readonly notice: ReactNode
  readonly onContinue: () => void
}

/** Shows what was saved instead of the form. Takes over the focus from the form's button. */
export function SavedConfiguration({
  accepted,
  name,
  isEdited,
  isReading,
  notice,
  onContinue,
}: SavedConfigurationProps) {
  const messages = useConfigurationMessages()
  const container = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // The form's button is gone. If the focus was elsewhere on the page, it stays there.
    if (container.current && isFocusLost(container.current)) container.current.focus()
  }, [])

  return (
    <div className="ra-created" data-part="saved" ref={container} tabIndex={-1}>
      <Notice tone="success" part="saved-title" title={messages.savedTitle(isolate(name))}>
        {isEdited && <p className="ra-text">{messages.editedBody}</p>}
      </Notice>
      <OperationDetails operation={accepted} />
      {notice}
      <div className="ra-form-actions">
        <button
          type="button"
          className="ra-button"
          data-part="continue"
          aria-disabled={isReading}
          onClick={onContinue}
        >
          {isReading
            ? messages.configurationLoading
            : isEdited
              ? messages.continueWithEdits
              : messages.continueEditing}
        </button>
      </div>
    </div>
  )
}
