'use client'

import type { ReactNode } from 'react'
import { get } from 'react-hook-form'

import { Button } from '../../../components/elements/appearance.tsx'
import { CopyableId } from '../../../components/elements/CopyButton.tsx'
import type { NoticeProps } from '../../../components/elements/Notice.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { useFocusTakeover } from '../../../components/elements/useFocusRecovery.ts'
import { ErrorSummary } from '../../../components/fields/ErrorSummary.tsx'
import { useOperationMessages } from '../../../components/messages/useOperationMessages.ts'
import { OperationDetails } from '../../../components/operation/OperationDetails.tsx'
import { readField, readText } from '../../../protocol/json.ts'
import type { AcceptedOperation } from '../../../protocol/operation.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { toControlId } from './configurationForm.ts'
import { toFieldLabel } from './fieldLabel.ts'
import { listFormFields } from './toFormValues.ts'

interface FormSummaryProps {
  readonly form: ConfigurationForm
  readonly formId: string
  /** The server's refusal, without the errors that the fields already show. */
  readonly refusal: Problem | undefined
  /** The server's error, including what the fields show. The summary takes the focus once per error. */
  readonly reason: unknown
  /** The resource that caused a 409. */
  readonly conflict?: ConflictingResourceProps | undefined
}

/** The errors of a configuration form, in the order of its fields. */
export function FormSummary({ form, formId, refusal, reason, conflict }: FormSummaryProps) {
  const messages = useConfigurationMessages()
  const { submitCount, errors } = form.formState
  const wrong = listFormFields(form.getValues()).flatMap((field) => {
    const error: unknown = get(errors, field)
    return error
      ? [
          {
            controlId: toControlId(formId, field),
            label: toFieldLabel(field, messages),
            // In a channel or a row, the control's own label does not name that channel or row.
            isNamedByControl: !field.includes('.'),
            message: readText(error, 'message') ?? '',
            type: readField(error, 'type'),
          },
        ]
      : []
  })
  const isServersNo = refusal !== undefined || wrong.some(({ type }) => type === 'server')
  const atNoField =
    wrong.length === 0 && errors.root?.message ? { title: errors.root.message, fields: [] } : undefined
  // An earlier server error is outdated once the form has errors of its own.
  const isOld = wrong.length > 0 && !wrong.some(({ type }) => type === 'server')
  return (
    <ErrorSummary
      title={messages.errorSummary(wrong.length)}
      errors={wrong}
      problem={isOld ? undefined : (refusal ?? atNoField)}
      attempts={submitCount}
      reason={isServersNo ? reason : undefined}
    >
      {conflict && isServersNo && <ConflictingResource {...conflict} />}
    </ErrorSummary>
  )
}

interface ConflictingResourceProps {
  readonly id: string
  /** The URL of its page, if the application has one. */
  readonly href: string | undefined
}

/** Links the resource that caused a 409, or shows its ID to copy. */
function ConflictingResource({ id, href }: ConflictingResourceProps) {
  const messages = useConfigurationMessages()
  const operationMessages = useOperationMessages()
  return (
    <p className="ra-text" data-part="conflict">
      <span className="ra-text">{`${messages.conflict} `}</span>
      {href === undefined ? (
        <CopyableId id={id} what={operationMessages.fieldResource('configuration')} />
      ) : (
        <a className="ra-link" href={href}>
          {id}
        </a>
      )}
    </p>
  )
}

interface SubmittedConfigurationProps {
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
