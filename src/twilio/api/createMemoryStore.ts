import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import { findMemoryStoresLate, lateSchema } from './lateSchemas.ts'
import { memoryStorePath } from './memoryStorePath.ts'

/** POST /v1/ControlPlane/Stores. The endpoint takes no Idempotency-Key, so it is never sent twice. */
export const createMemoryStore = defineVendorOperation({
  kind: 'memoryStore.create',
  version: 1,
  api: 'memory',
  method: 'POST',
  path: () => memoryStorePath(),
  body: (input) => input,
  schema: lateSchema((schemas) => schemas.createMemoryStoreSchema),
  takesIdempotencyKey: false,
  label: ({ displayName }) => displayName,
  hint: ({ displayName }) => ({ displayName }),
  resource: { type: 'memoryStore', find: findMemoryStoresLate },
})
