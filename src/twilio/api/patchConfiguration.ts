import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import { configurationPath } from './configurationPath.ts'
import { lateSchema } from './lateSchemas.ts'
import { withoutReadOnly } from './withoutReadOnly.ts'

/** PATCH /v2/ControlPlane/Configurations/{id}. */
export const patchConfiguration = defineVendorOperation({
  kind: 'configuration.patch',
  version: 1,
  api: 'conversations',
  method: 'PATCH',
  path: ({ id }) => configurationPath(id),
  body: withoutReadOnly,
  schema: lateSchema((schemas) => schemas.patchConfigurationSchema),
  takesIdempotencyKey: true,
  label: ({ displayName, id }) => displayName ?? id,
  resource: { type: 'configuration', relatedKey: 'configurationId' },
  resourceId: ({ id }) => id,
})
