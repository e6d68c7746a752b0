import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import type { DeletionInput } from './deletionInput.ts'
import { memoryStorePath } from './memoryStorePath.ts'

/** DELETE /v1/ControlPlane/Stores/{storeId}, with everything in it. The endpoint takes no Idempotency-Key. */
export const deleteMemoryStore = defineVendorOperation({
  kind: 'memoryStore.delete',
  version: 1,
  api: 'memory',
  method: 'DELETE',
  path: ({ id }: DeletionInput) => memoryStorePath(id),
  takesIdempotencyKey: false,
  isDestructive: true,
  label: ({ displayName, id }) => displayName ?? id,
  resourceId: ({ id }) => id,
  refreshes: ['memoryStore'],
})
