'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type {
  FieldPath,
  FieldPathValue,
  RegisterOptions,
  UseFormRegisterReturn,
  UseFormReturn,
} from 'react-hook-form'
import { get } from 'react-hook-form'

import { readText } from '../../../protocol/json.ts'
import type { CreateConfigurationInput } from '../../api/configurationSchemas.ts'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import type { ChannelKey, ConfigurationFormValues } from './formValues.ts'

/** A field with one control, which the application can replace with its own. */
export type ReplaceableField =
  | 'displayName'
  | 'description'
  | 'conversationGroupingType'
  | 'memoryStoreId'
  | 'memoryExtractionEnabled'
  | 'bridgeServiceId'

/** The unit for comparing two versions of a configuration: a field, a whole list, or a whole channel. */
export type ConfigurationPart =
  | ReplaceableField
  | ChannelKey
  | `${ChannelKey}.${'inactive' | 'closed' | 'captureRules'}`
  | 'statusCallbacks'
  | 'intelligenceConfigurationIds'

/** A form field that can have an error. */
export type ConfigurationFormField =
  | ReplaceableField
  | `${ChannelKey}.${'isOn' | 'inactive' | 'closed' | 'number' | 'numbers'}`
  | `${ChannelKey}.rules.${number}.${'from' | 'to' | 'metadata.callType'}`
  | `statusCallbacks.${number}.${'url' | 'method'}`
  | `intelligenceConfigurationIds.${number}`

/** The React Hook Form instance: what was typed goes in, the request body comes out. */
export type ConfigurationForm = UseFormReturn<ConfigurationFormValues, unknown, CreateConfigurationInput>

/** Props of each part of the form. */
export interface ConfigurationFieldsProps {
  readonly form: ConfigurationForm
  /** Prefix of the IDs of all controls. */
  readonly formId: string
  /** Shows the values read-only. */
  readonly isLocked: boolean
}

/** The ID of a field's control. */
export function toControlId(formId: string, field: FieldPath<ConfigurationFormValues>): string {
  return `${formId}-${field.replaceAll('.', '-')}`
}

/** A field with its own control, including switches that can never have an error. */
type FieldName =
  | ConfigurationFormField
  | `${ChannelKey}.capturesNumber`
  | `${ChannelKey}.rules.${number}.isTwoWay`

/** Props that bind your own control to a field. Spread all but `error`, the message of an invalid field. */
export interface BoundField extends UseFormRegisterReturn {
  readonly id: string
  readonly error: string | undefined
}

/** Registers a field and returns the props of its control, with its ID and error message. */
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

/** Reads only `errors`: reading the dirty state too would render the whole form on every keystroke. */
function readFieldError({ formState: { errors } }: ConfigurationForm, name: FieldName): string | undefined {
  const error: unknown = get(errors, name)
  return readText(error, 'message')
}

/** The number of submits so far if a field, or anything in a list, has an error; otherwise `undefined`. */
export function readFailedAttempt(
  { formState: { errors, submitCount } }: ConfigurationForm,
  name: FieldPath<ConfigurationFormValues>,
): number | undefined {
  return get(errors, name) === undefined ? undefined : submitCount
}

/**
 * Replaces the rows of a list and clears its errors, which may now be at the wrong rows. After the first
 * submit, the list is validated again.
 */
export function changeRows<TName extends FieldPath<ConfigurationFormValues>>(
  form: ConfigurationForm,
  name: TName,
  rows: FieldPathValue<ConfigurationFormValues, TName>,
) {
  form.clearErrors(name)
  form.setValue(name, rows, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
}

/**
 * A value read from one field or list. Rerenders only its own component, and only if that value changes.
 * Never subscribe to all fields: React Hook Form then copies all values on every keystroke.
 */
export function useFieldSnapshot<TSnapshot>(
  { subscribe }: ConfigurationForm,
  name: FieldPath<ConfigurationFormValues>,
  read: () => TSnapshot,
): TSnapshot {
  const listen = useCallback(
    (listener: () => void) =>
      subscribe({ name, exact: true, formState: { values: true }, callback: listener }),
    [subscribe, name],
  )
  return useSyncExternalStore(listen, read, read)
}

/** The current value of a field or list. */
export function useFieldValue<TName extends FieldPath<ConfigurationFormValues>>(
  form: ConfigurationForm,
  name: TName,
): FieldPathValue<ConfigurationFormValues, TName> {
  return useFieldSnapshot(form, name, () => form.getValues(name))
}

/**
 * The parts of a configuration form, to place where you want them. A part that you leave out keeps its
 * default value; a part with a fixed value is `null`.
 */
export interface ConfigurationFormParts {
  readonly displayName: ReactElement | null
  readonly description: ReactElement | null
  readonly conversationGroupingType: ReactElement | null
  readonly memoryStoreId: ReactElement | null
  readonly memoryExtractionEnabled: ReactElement | null
  readonly channelSettings: ReactElement | null
  readonly conversationsV1Bridge: ReactElement | null
  readonly statusCallbacks: ReactElement | null
  readonly intelligenceConfigurationIds: ReactElement | null
  /** The outcome of the submission, and the submit button. Your own footer needs a submit button too. */
  readonly footer: ReactElement
  /** Binds your own control to a field. */
  readonly field: (name: ReplaceableField) => BoundField
  readonly phase: SubmissionPhase
  /** True while nothing can be changed. */
  readonly isLocked: boolean
}

/** Renders the parts of the form where you want them. */
export type ConfigurationFormLayout = (parts: ConfigurationFormParts) => ReactNode

/** The names of the parts, the same as in the request body. */
export type ConfigurationPartName = keyof CreateConfigurationInput & keyof ConfigurationFormParts

/** Values that are always sent, whatever the form holds. The form does not show their fields. */
export type FixedConfiguration = {
  readonly [TName in ConfigurationPartName]?: NonNullable<CreateConfigurationInput[TName]>
}
