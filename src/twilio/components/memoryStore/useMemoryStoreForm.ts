'use client'

import { useEffect, useMemo } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useForm, useWatch } from 'react-hook-form'

import { isolate } from '../../../components/messages/locale.ts'
import type { Problem } from '../../../protocol/problem.ts'
import type { CreateMemoryStoreInput } from '../../api/memoryStoreSchemas.ts'
import { useMemoryStores } from '../../hooks/useMemoryStores.ts'
import type { DraftCodec } from '../form/formDraft.ts'
import { readString } from '../form/formDraft.ts'
import { lazyResolver } from '../form/lazyForm.ts'
import { toTypedName, toTypedText } from '../form/typedText.ts'
import type { MemoryStoreMessages } from '../messages/memoryStoreMessages.ts'

/** The values of a memory store form. */
export interface MemoryStoreFormValues {
  displayName: string
  description: string
}

/** The fields, in the order of the form. */
export const MEMORY_STORE_FIELDS = ['displayName', 'description'] as const

/** The React Hook Form instance: what was typed goes in, the request body comes out. */
export type MemoryStoreForm = UseFormReturn<MemoryStoreFormValues, unknown, CreateMemoryStoreInput>

/** Converts what was typed to the request body. An empty description is left out. */
export function toCreateMemoryStoreInput(values: MemoryStoreFormValues): CreateMemoryStoreInput {
  const description = toTypedText(values.description)
  return { displayName: toTypedName(values.displayName), ...(description !== '' && { description }) }
}

/** Stores the values of a memory store form as a draft. */
export const memoryStoreDraft: DraftCodec<MemoryStoreFormValues> = {
  read: (stored, clean) => ({
    displayName: readString(stored, 'displayName', clean.displayName),
    description: readString(stored, 'description', clean.description),
  }),
  leaveOut: (values) => values,
  fillIn: (kept) => kept,
}

/** The form, and what is known about its values before they are sent. */
interface MemoryStoreFormState {
  readonly form: MemoryStoreForm
  /** The message that another store has the name; `undefined` if none of the stores read so far has it. */
  readonly takenError: string | undefined
  /** How many stores the account has. */
  readonly storeCount: number
}

/**
 * The state of a memory store form. A server error about a field is shown at that field until it is edited.
 *
 * @param problem the server's last error
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
      lazyResolver(
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
    storeCount: memoryStores.length,
  }
}
