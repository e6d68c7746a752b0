import * as z from 'zod/mini'

import type { MemoryStoreWords } from './memoryStoreWords.ts'

/** API reference, create a store: at most 64 characters of `^[a-zA-Z0-9-]+$`. */
export const MAX_STORE_NAME = 64
/** API reference, create a store: 1 to 128 characters where it is given. */
export const MAX_STORE_DESCRIPTION = 128

/** The rules of every field of a memory store, with your words for what is wrong. */
export function memoryStoreFields(words: MemoryStoreWords) {
  const text = (max: number) =>
    z.string(words.required).check(z.minLength(1, words.required), z.maxLength(max, words.tooLong(max)))
  return {
    displayName: text(MAX_STORE_NAME).check(z.regex(/^[a-zA-Z0-9-]*$/, words.nameCharacters)),
    description: text(MAX_STORE_DESCRIPTION),
  }
}
