import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import { lateSchema } from './lateSchemas.ts'
import { memoryStorePath } from './memoryStorePath.ts'

/**
 * PATCH /v1/ControlPlane/Stores/{storeId}. The endpoint takes no Idempotency-Key; with `ifMatch` a change that someone
 * else made meanwhile is not overwritten (412).
 */
export const patchMemoryStore = defineVendorOperation({
  kind: 'memoryStore.patch',
  version: 1,
  api: 'memory',
  method: 'PATCH',
  path: ({ id }) => memoryStorePath(id),
  body: ({ displayName, description }) => ({ displayName, description }),
  headers: ({ ifMatch }): Record<string, string> => (ifMatch === undefined ? {} : { 'if-match': ifMatch }),
  schema: lateSchema((schemas) => schemas.patchMemoryStoreSchema),
  takesIdempotencyKey: false,
  label: ({ displayName, id }) => displayName ?? id,
  resource: { type: 'memoryStore' },
  resourceId: ({ id }) => id,
})
