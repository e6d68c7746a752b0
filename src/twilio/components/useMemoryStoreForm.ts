'use client'

import { useEffect, useMemo } from 'react'
import { useForm, useWatch } from 'react-hook-form'

import { isolate } from '../../components/isolate.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { CreateMemoryStoreInput } from '../api/createMemoryStoreSchema.ts'
import { MAX_STORES } from '../api/memoryStore.ts'
import { useMemoryStores } from '../hooks/useMemoryStores.ts'
import { lateResolver } from './lateResolver.ts'
import type { MemoryStoreForm, MemoryStoreFormValues } from './memoryStoreFormValues.ts'
import { MEMORY_STORE_FIELDS } from './memoryStoreFormValues.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'
import { toTypedName } from './typedText.ts'

/** The form's values, and what can be said about them before they are sent. */
export interface MemoryStoreFormState {
  readonly form: MemoryStoreForm
  /** Says that another store has the name; `undefined` where none does, as far as the list is read. */
  readonly takenError: string | undefined
  /** The account has as many stores as it may have. */
  readonly isFull: boolean
}

/**
 * Holds the form of a memory store. What the server says about a field stands at that field until it is edited.
 *
 * @param problem what the server said last
 */
export function useMemoryStoreForm(
  defaultValues: Partial<MemoryStoreFormValues>,
  problem: Problem | undefined,
  messages: MemoryStoreMessages,
): MemoryStoreFormState {
  const { memoryStores, refetch } = useMemoryStores()
  const names = useMemo(() => new Set(memoryStores.map(({ displayName }) => displayName)), [memoryStores])
  const resolver = useMemo(
    () =>
      lateResolver(
        (parts) =>
          parts.createMemoryStoreResolver(
            messages,
            (name) => names.has(name),
            () => void refetch(),
          ),
        messages,
      ),
    [messages, names, refetch],
  )
  const form = useForm<MemoryStoreFormValues, unknown, CreateMemoryStoreInput>({
    defaultValues: { displayName: '', description: '', ...defaultValues },
    resolver,
    shouldFocusError: false,
  })
  const { setError, control } = form
  const name = toTypedName(useWatch({ control, name: 'displayName' }))

  useEffect(() => {
    for (const { field, message } of problem?.fields ?? []) {
      const known = MEMORY_STORE_FIELDS.find((one) => one === field)
      if (known) setError(known, { type: 'server', message })
    }
  }, [problem, setError])

  return {
    form,
    takenError: names.has(name) ? messages.nameTaken(isolate(name)) : undefined,
    isFull: memoryStores.length >= MAX_STORES,
  }
}
