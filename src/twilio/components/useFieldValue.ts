'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { FieldPath, FieldPathValue } from 'react-hook-form'

import type { ConfigurationForm } from './configurationForm.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'

/**
 * What a field, or a list, holds now. Renders only its own component when that changes; of a list, when it is another
 * one. Nobody listens to all fields: React Hook Form copies all values for each key to whoever does.
 */
export function useFieldValue<TName extends FieldPath<ConfigurationFormValues>>(
  { subscribe, getValues }: ConfigurationForm,
  name: TName,
): FieldPathValue<ConfigurationFormValues, TName> {
  const listen = useCallback(
    (listener: () => void) =>
      subscribe({ name, exact: true, formState: { values: true }, callback: listener }),
    [subscribe, name],
  )
  const read = () => getValues(name)
  return useSyncExternalStore(listen, read, read)
}
