import * as z from 'zod/mini'

import { memoryStoreFields } from './memoryStoreFields.ts'
import type { MemoryStoreWords } from './memoryStoreWords.ts'
import { ENGLISH_MEMORY_STORE_WORDS } from './memoryStoreWords.ts'

/** What is sent to create a memory store. */
export interface CreateMemoryStoreInput {
  /** Unique in the account. */
  displayName: string
  description?: string | undefined
}

/** The rules of the create body, with your words for what is wrong. */
export function defineCreateMemoryStoreSchema(
  words: MemoryStoreWords,
): z.ZodMiniType<CreateMemoryStoreInput> {
  const { displayName, description } = memoryStoreFields(words)
  return z.looseObject({ displayName, description: z.optional(description) })
}

/** The rules of the create body, in English. */
export const createMemoryStoreSchema = defineCreateMemoryStoreSchema(ENGLISH_MEMORY_STORE_WORDS)
