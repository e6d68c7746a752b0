import * as z from 'zod/mini'

import type { MemoryStoreWords } from './memoryStoreWords.ts'
import { ENGLISH_MEMORY_STORE_WORDS } from './memoryStoreWords.ts'

/** API reference, create a store: at most 64 characters of `^[a-zA-Z0-9-]+$`. */
export const MAX_STORE_NAME = 64
/** API reference, create a store: 1 to 128 characters where it is given. */
export const MAX_STORE_DESCRIPTION = 128

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
  return z.object({
    displayName: z
      .string(words.required)
      .check(
        z.minLength(1, words.required),
        z.maxLength(MAX_STORE_NAME, words.tooLong(MAX_STORE_NAME)),
        z.regex(/^[a-zA-Z0-9-]*$/, words.nameCharacters),
      ),
    description: z.optional(
      z
        .string(words.required)
        .check(
          z.minLength(1, words.required),
          z.maxLength(MAX_STORE_DESCRIPTION, words.tooLong(MAX_STORE_DESCRIPTION)),
        ),
    ),
  })
}

/** The rules of the create body, in English. */
export const createMemoryStoreSchema = defineCreateMemoryStoreSchema(ENGLISH_MEMORY_STORE_WORDS)
