import type { FieldPath, FieldPathValue, UseFormReturn } from 'react-hook-form'
import { get } from 'react-hook-form'

import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import type { ConfigurationFormField } from './configurationFormField.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'

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

/** What is wrong with a field; `undefined` where nothing is. */
export function readFieldError(form: ConfigurationForm, field: ConfigurationFormField): string | undefined {
  return form.getFieldState(field, form.formState).error?.message
}

/** True where something within a list, or at one field, is wrong. */
export function hasErrorIn(
  { formState }: ConfigurationForm,
  name: FieldPath<ConfigurationFormValues>,
): boolean {
  return get(formState.errors, name) !== undefined
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
