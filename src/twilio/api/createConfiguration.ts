import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import { configurationPath } from './configurationPath.ts'
import { findConfigurationsLate, lateSchema } from './lateSchemas.ts'

/** POST /v2/ControlPlane/Configurations. */
export const createConfiguration = defineVendorOperation({
  kind: 'configuration.create',
  version: 1,
  api: 'conversations',
  method: 'POST',
  path: () => configurationPath(),
  body: (input) => input,
  schema: lateSchema((schemas) => schemas.createConfigurationSchema),
  takesIdempotencyKey: true,
  label: ({ displayName }) => displayName,
  hint: ({ displayName, memoryStoreId }) => ({ displayName, memoryStoreId }),
  resource: { type: 'configuration', relatedKey: 'configurationId', find: findConfigurationsLate },
})
