import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import { configurationPath } from './configurationPath.ts'
import type { DeletionInput } from './deletionInput.ts'

/** DELETE /v2/ControlPlane/Configurations/{id}. */
export const deleteConfiguration = defineVendorOperation({
  kind: 'configuration.delete',
  version: 1,
  api: 'conversations',
  method: 'DELETE',
  path: ({ id }: DeletionInput) => configurationPath(id),
  takesIdempotencyKey: true,
  isDestructive: true,
  label: ({ displayName, id }) => displayName ?? id,
  resourceId: ({ id }) => id,
  refreshes: ['configuration'],
})
