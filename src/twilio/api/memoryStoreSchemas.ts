import * as z from 'zod/mini'

import type { MemoryStoreFieldMessages } from './memoryStore.ts'
import { englishMemoryStoreFieldMessages } from './memoryStore.ts'

/** API reference, create a store: at most 64 characters of `^[a-zA-Z0-9-]+$`. */
const MAX_STORE_NAME = 64
/** API reference, create a store: 1 to 128 characters if present. */
const MAX_STORE_DESCRIPTION = 128

/** The validation rules of every field of a memory store, with your messages. */
function memoryStoreFields(messages: MemoryStoreFieldMessages) {
  const text = (max: number) =>
    z
      .string(messages.required)
      .check(z.minLength(1, messages.required), z.maxLength(max, messages.tooLong(max)))
  return {
    displayName: text(MAX_STORE_NAME).check(z.regex(/^[a-zA-Z0-9-]*$/, messages.nameCharacters)),
    description: text(MAX_STORE_DESCRIPTION),
  }
}

/** The request body that creates a memory store. */
export interface CreateMemoryStoreInput {
  /** Unique within the account. */
  displayName: string
  description?: string | undefined
}

/** The schema of the create body, with your messages. */
export function defineCreateMemoryStoreSchema(
  messages: MemoryStoreFieldMessages,
): z.ZodMiniType<CreateMemoryStoreInput> {
  const { displayName, description } = memoryStoreFields(messages)
  return z.looseObject({ displayName, description: z.optional(description) })
}

/** The schema of the create body, with English messages. */
export const createMemoryStoreSchema = defineCreateMemoryStoreSchema(englishMemoryStoreFieldMessages)

/** A partial update of a memory store. */
export interface PatchMemoryStoreInput {
  id: string
  displayName?: string | undefined
  description?: string | undefined
  /**
   * The `etag` of the store as it was read: the server refuses the change (412) if the store has changed
   * since. At most 100 characters.
   */
  ifMatch?: string | undefined
}

const { displayName, description } = memoryStoreFields(englishMemoryStoreFieldMessages)

/** The schema of the PATCH body, with English messages. */
export const patchMemoryStoreSchema: z.ZodMiniType<PatchMemoryStoreInput> = z.looseObject({
  id: z.string().check(z.minLength(1)),
  displayName: z.optional(displayName),
  description: z.optional(description),
  ifMatch: z.optional(z.string().check(z.maxLength(100))),
})
