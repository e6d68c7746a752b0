'use client'

import type { FieldPath, FieldPathValue } from 'react-hook-form'

import type { ConfigurationForm } from './configurationForm.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { useFieldSnapshot } from './useFieldSnapshot.ts'

/** What a field, or a list, holds now. */
export function useFieldValue<TName extends FieldPath<ConfigurationFormValues>>(
  form: ConfigurationForm,
  name: TName,
): FieldPathValue<ConfigurationFormValues, TName> {
  return useFieldSnapshot(form, name, () => form.getValues(name))
}
