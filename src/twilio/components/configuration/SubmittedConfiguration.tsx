'use client'

import type { ReactNode } from 'react'

import { Button } from '../../../components/elements/appearance.tsx'
import type { NoticeProps } from '../../../components/elements/Notice.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { useFocusTakeover } from '../../../components/elements/useFocusRecovery.ts'
import { OperationDetails } from '../../../components/operation/OperationDetails.tsx'
import type { AcceptedOperation } from '../../../protocol/operation.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'

export interface SubmittedConfigurationProps {
  /** Names the part for styling. */
  readonly part: string
  readonly success: Pick<NoticeProps, 'part' | 'title'>
  readonly accepted: AcceptedOperation
  /** The accepted version is older than what the form holds. */
  readonly isEdited: boolean
  /** The stored configuration is being read. */
  readonly isReading?: boolean
  /** Shown below the operation details. */
  readonly notice?: ReactNode
  readonly continueLabel: string
  readonly onContinue: () => void
}

/** What was created or saved, with its ID, instead of the form. Takes over the focus from the form's button. */
export function SubmittedConfiguration({
  part,
  success,
  accepted,
  isEdited,
  isReading,
  notice,
  continueLabel,
  onContinue,
}: SubmittedConfigurationProps) {
  const messages = useConfigurationMessages()
  const label = isEdited ? messages.continueWithEdits : continueLabel
  return (
    <div className="ra-created" data-part={part} ref={useFocusTakeover()} tabIndex={-1}>
      <Notice tone="success" {...success}>
        {isEdited && <p className="ra-text">{messages.editedBody}</p>}
      </Notice>
      <OperationDetails operation={accepted} />
      {notice}
      <div className="ra-form-actions">
        <Button data-part="continue" aria-disabled={isReading} onClick={onContinue}>
          {isReading ? messages.configurationLoading : label}
        </Button>
      </div>
    </div>
  )
}
