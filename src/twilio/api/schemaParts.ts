/** Lazy-loaded with zod: the schemas of all bodies, the configuration parser, and the lookups by name. */
export { parse, configurationSchema } from './configurationFields.ts'
export {
  createConfigurationSchema,
  defineCreateConfigurationSchema,
  definePatchConfigurationSchema,
  patchConfigurationSchema,
  defineUpdateConfigurationSchema,
  updateConfigurationSchema,
} from './configurationSchemas.ts'
export {
  createMemoryStoreSchema,
  defineCreateMemoryStoreSchema,
  patchMemoryStoreSchema,
} from './memoryStoreSchemas.ts'
export { findConfigurations, findMemoryStores } from './findByName.ts'
