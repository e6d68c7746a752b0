'use client'

import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

import { isolate } from '../../components/isolate.ts'
import { Notice } from '../../components/Notice.tsx'
import { OperationDetails } from '../../components/OperationDetails.tsx'
import { isFocusLost } from '../../components/ownRoot.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface SavedConfigurationProps {
  readonly accepted: AcceptedOperation
  readonly name: string
  /** What was saved is an earlier version of what the form holds. */
  readonly isEdited: boolean
  /** What is stored is on its way. */
  readonly isReading: boolean
  /** What else there is to say. */
  readonly notice: ReactNode
  readonly onContinue: () => void
}

/** Says what was saved, in place of the form. Takes the focus that the form's button had. */
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
    // The button that had the focus went with the form; someone who is elsewhere on the page stays there.
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
