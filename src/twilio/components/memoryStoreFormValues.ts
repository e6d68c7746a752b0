import type { UseFormReturn } from 'react-hook-form'

import type { CreateMemoryStoreInput } from '../api/createMemoryStoreSchema.ts'
import { toTypedName, toTypedText } from './typedText.ts'

/** What the form of a memory store holds. */
export interface MemoryStoreFormValues {
  displayName: string
  description: string
}

/** The fields, in their order. */
export const MEMORY_STORE_FIELDS = ['displayName', 'description'] as const

/** The form as React Hook Form holds it: what was typed goes in, the body comes out. */
export type MemoryStoreForm = UseFormReturn<MemoryStoreFormValues, unknown, CreateMemoryStoreInput>

/** The body that what was typed stands for. */
export function toCreateMemoryStoreInput(values: MemoryStoreFormValues): CreateMemoryStoreInput {
  const description = toTypedText(values.description)
  return { displayName: toTypedName(values.displayName), ...(description !== '' && { description }) }
}
