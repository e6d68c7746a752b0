import type { UseFormReturn } from 'react-hook-form'

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
export function toControlId(
  formId: string,
  field: ConfigurationFormField | `${'sms' | 'voice'}.capturesNumber`,
): string {
  return `${formId}-${field.replace('.', '-')}`
}

/** What is wrong with a field; `undefined` where nothing is. */
export function readFieldError(form: ConfigurationForm, field: ConfigurationFormField): string | undefined {
  return form.getFieldState(field, form.formState).error?.message
}
