import type {
  FieldPath,
  FieldPathValue,
  RegisterOptions,
  UseFormRegisterReturn,
  UseFormReturn,
} from 'react-hook-form'
import { get } from 'react-hook-form'

import { readText } from '../../protocol/record.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import type { ConfigurationFormField } from './configurationFormField.ts'
import type { ChannelKey, ConfigurationFormValues } from './configurationFormValues.ts'

/** The form as React Hook Form holds it: what was typed goes in, the body comes out. */
export type ConfigurationForm = UseFormReturn<ConfigurationFormValues, unknown, CreateConfigurationInput>

/** What each part of the form needs. */
export interface ConfigurationFieldsProps {
  readonly form: ConfigurationForm
  /** Prefix of the IDs of all controls. */
  readonly formId: string
  /** Shows the values but lets nobody change them. */
  readonly isLocked: boolean
}

/** The ID of a field's control. */
export function toControlId(formId: string, field: FieldPath<ConfigurationFormValues>): string {
  return `${formId}-${field.replaceAll('.', '-')}`
}

/** A field with a control of its own; a switch that only asks for more can never be wrong. */
type FieldName =
  | ConfigurationFormField
  | `${ChannelKey}.capturesNumber`
  | `${ChannelKey}.rules.${number}.isTwoWay`

/** Props that bind a control of your own to a field. Spread all but `error`, the message to show if it is invalid. */
export interface BoundField extends UseFormRegisterReturn {
  readonly id: string
  readonly error: string | undefined
}

/** Ties a control to its field: registers it, and gives its ID and what is wrong with it. */
export function bindField<TName extends FieldName>(
  form: ConfigurationForm,
  formId: string,
  name: TName,
  options?: RegisterOptions<ConfigurationFormValues, TName>,
): BoundField {
  return {
    ...form.register(name, options),
    id: toControlId(formId, name),
    error: readFieldError(form, name),
  }
}

/** Reads nothing but errors: whoever also asks whether a field is dirty renders the whole form for every key. */
function readFieldError({ formState: { errors } }: ConfigurationForm, name: FieldName): string | undefined {
  const error: unknown = get(errors, name)
  return readText(error, 'message')
}

/** The attempt after which something within a list, or at one field, is wrong; `undefined` where nothing is. */
export function readFailedAttempt(
  { formState: { errors, submitCount } }: ConfigurationForm,
  name: FieldPath<ConfigurationFormValues>,
): number | undefined {
  return get(errors, name) === undefined ? undefined : submitCount
}

/** Puts other rows in place of a list's. What was said about the old ones may stand at others now: it is asked anew. */
export function changeRows<TName extends FieldPath<ConfigurationFormValues>>(
  form: ConfigurationForm,
  name: TName,
  rows: FieldPathValue<ConfigurationFormValues, TName>,
) {
  form.clearErrors(name)
  form.setValue(name, rows, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
}
