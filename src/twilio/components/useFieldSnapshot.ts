'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { FieldPath } from 'react-hook-form'

import type { ConfigurationForm } from './configurationForm.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'

/**
 * What is read of a field, or of a list. Renders only its own component, and only when that is another one. Nobody
 * listens to all fields: React Hook Form copies all values for each key to whoever does.
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
