'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { FieldPath, FieldPathValue } from 'react-hook-form'

import type { ConfigurationForm } from './configurationForm.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'

/** What a field holds now. Renders only its own component when that changes. */
export function useFieldValue<TName extends FieldPath<ConfigurationFormValues>>(
  { subscribe, getValues }: ConfigurationForm,
  name: TName,
): FieldPathValue<ConfigurationFormValues, TName> {
  const listen = useCallback(
    (listener: () => void) => subscribe({ formState: { values: true }, callback: listener }),
    [subscribe],
  )
  const read = () => getValues(name)
  return useSyncExternalStore(listen, read, read)
}
