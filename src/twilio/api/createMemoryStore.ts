import { defineVendorOperation } from '../../client/defineOperation.ts'
import { createMemoryStoreSchema } from './createMemoryStoreSchema.ts'
import { findMemoryStores } from './findMemoryStores.ts'
import { memoryStorePath } from './memoryStorePath.ts'

/** POST /v1/ControlPlane/Stores. The endpoint takes no Idempotency-Key, so it is never sent twice. */
export const createMemoryStore = defineVendorOperation({
  kind: 'memoryStore.create',
  version: 1,
  api: 'memory',
  method: 'POST',
  path: () => memoryStorePath(),
  body: (input) => input,
  schema: createMemoryStoreSchema,
  takesIdempotencyKey: false,
  label: ({ displayName }) => displayName,
  hint: ({ displayName }) => ({ displayName }),
  resource: { type: 'memoryStore', find: findMemoryStores },
})
