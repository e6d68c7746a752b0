import { defineVendorOperation } from '../../client/defineOperation.ts'
import { configurationPath } from './configurationPath.ts'
import { createConfigurationSchema } from './createConfigurationSchema.ts'
import { findConfigurations } from './findConfigurations.ts'

/** POST /v2/ControlPlane/Configurations. */
export const createConfiguration = defineVendorOperation({
  kind: 'configuration.create',
  version: 1,
  api: 'conversations',
  method: 'POST',
  path: () => configurationPath(),
  body: (input) => input,
  schema: createConfigurationSchema,
  takesIdempotencyKey: true,
  label: ({ displayName }) => displayName,
  hint: ({ displayName, memoryStoreId }) => ({ displayName, memoryStoreId }),
  resource: { type: 'configuration', relatedKey: 'configurationId', find: findConfigurations },
})
