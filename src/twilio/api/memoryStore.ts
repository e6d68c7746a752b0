import * as z from 'zod/mini'

/** A memory store. Usable only while `status` is ACTIVE (error 520042 otherwise). */
export interface MemoryStore {
  [field: string]: unknown
  id: string
  displayName: string
  description?: string | null | undefined
  /** QUEUED, PROVISIONING, ACTIVE or FAILED. */
  status: string
  version?: number | null | undefined
}

/** Reads a memory store, tolerantly. */
export const memoryStoreSchema: z.ZodMiniType<MemoryStore> = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: z.nullish(z.string()),
  status: z.string(),
  version: z.nullish(z.number()),
})
