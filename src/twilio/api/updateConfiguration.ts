import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import { configurationPath } from './configurationPath.ts'
import { lateSchema } from './lateSchemas.ts'
import { withoutReadOnly } from './withoutReadOnly.ts'

/** PUT /v2/ControlPlane/Configurations/{id}. */
export const updateConfiguration = defineVendorOperation({
  kind: 'configuration.update',
  version: 1,
  api: 'conversations',
  method: 'PUT',
  path: ({ id }) => configurationPath(id),
  body: withoutReadOnly,
  schema: lateSchema((schemas) => schemas.updateConfigurationSchema),
  takesIdempotencyKey: true,
  label: ({ displayName, id }) => displayName ?? id,
  resource: { type: 'configuration', relatedKey: 'configurationId' },
  resourceId: ({ id }) => id,
})
