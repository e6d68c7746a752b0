'use client'

import { get } from 'react-hook-form'

import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import type { Problem } from '../../protocol/problem.ts'
import { readField, readText } from '../../protocol/record.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { toControlId } from './configurationForm.ts'
import type { ConflictingResourceProps } from './ConflictingResource.tsx'
import { ConflictingResource } from './ConflictingResource.tsx'
import { listFormFields } from './listFormFields.ts'
import { toFieldLabel } from './toFieldLabel.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface FormSummaryProps {
  readonly form: ConfigurationForm
  readonly formId: string
  /** The server's no, as far as it does not stand at the fields. */
  readonly refusal: Problem | undefined
  /** What the server said, of which the fields already show their part. The focus comes here once for each. */
  readonly reason: unknown
  /** The resource in the way of a 409. */
  readonly conflict?: ConflictingResourceProps | undefined
}

/** What is wrong with the form of a configuration, in the order of its fields. */
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
            // A field within a channel or a row is named with that.
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
  // What the server said before is old news beside what is wrong now.
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
