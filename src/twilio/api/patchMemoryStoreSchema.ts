import * as z from 'zod/mini'

import { memoryStoreFields } from './memoryStoreFields.ts'
import { ENGLISH_MEMORY_STORE_WORDS } from './memoryStoreWords.ts'

/** What changes a memory store in parts. */
export interface PatchMemoryStoreInput {
  id: string
  displayName?: string | undefined
  description?: string | undefined
  /** The `etag` of what was read: the change is refused (412) where someone changed it since. At most 100 characters. */
  ifMatch?: string | undefined
}

const { displayName, description } = memoryStoreFields(ENGLISH_MEMORY_STORE_WORDS)

/** The rules of the PATCH body, in English. */
export const patchMemoryStoreSchema: z.ZodMiniType<PatchMemoryStoreInput> = z.looseObject({
  id: z.string().check(z.minLength(1)),
  displayName: z.optional(displayName),
  description: z.optional(description),
  ifMatch: z.optional(z.string().check(z.maxLength(100))),
})
