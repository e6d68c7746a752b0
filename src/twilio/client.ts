export { CHANNELS, CONVERSATION_GROUPING_TYPES, listUnsentFields } from './api/configuration.ts'
export type {
  CaptureRule,
  Channel,
  ChannelSettings,
  Configuration,
  ConversationGroupingType,
  StatusCallback,
  StatusTimeouts,
} from './api/configuration.ts'
export type { ConfigurationsClient, ListConfigurationsQuery } from './api/configurationsClient.ts'
export {
  createConfiguration,
  deleteConfiguration,
  patchConfiguration,
  updateConfiguration,
} from './api/configurationsClient.ts'
export {
  createConfigurationSchema,
  patchConfigurationSchema,
  updateConfigurationSchema,
} from './api/configurationSchemas.ts'
export type {
  CreateConfigurationInput,
  PatchConfigurationInput,
  UpdateConfigurationInput,
} from './api/configurationSchemas.ts'
export type { ChannelSettingsInput, ChannelsInput } from './api/configurationFields.ts'
export type { DeletionInput, OrchestratorBaseUrl, SubmitCallOptions } from './api/orchestratorApis.ts'
export { createMemoryStore, deleteMemoryStore, patchMemoryStore } from './api/memoryStoresClient.ts'
export { createMemoryStoreSchema, patchMemoryStoreSchema } from './api/memoryStoreSchemas.ts'
export type { CreateMemoryStoreInput, PatchMemoryStoreInput } from './api/memoryStoreSchemas.ts'
export { createOrchestratorClient, deleteConversation } from './api/createOrchestratorClient.ts'
export type {
  ConversationsClient,
  OrchestratorClient,
  OrchestratorClientOptions,
} from './api/createOrchestratorClient.ts'
export type { MemoryStore } from './api/memoryStore.ts'
export type { ListMemoryStoresQuery, MemoryStoresClient } from './api/memoryStoresClient.ts'
export type { Page, PageQuery } from './api/pages.ts'
export { createMemoryStoreClient } from './api/memoryStoreClient.ts'
export type {
  MemoryStoreClient,
  StorePartCallOptions,
  StorePartChangeOptions,
  StorePartsClient,
  Tagged,
} from './api/memoryStoreClient.ts'
export {
  createDataMapping,
  createTraitGroup,
  deleteDataMapping,
  deleteTraitGroup,
  patchDataMapping,
  patchTraitGroup,
  storePartEndpoints,
  updateIdentityResolutionSettings,
  updateProfilesBulk,
} from './api/storePartOperations.ts'
export type {
  CreateDataMappingInput,
  CreateTraitGroupInput,
  PatchDataMappingInput,
  PatchTraitGroupInput,
  StoreInput,
  StorePartChange,
  UpdateIdentityResolutionSettingsInput,
  UpdateProfilesBulkInput,
} from './api/storePartSchemas.ts'
export type { StorePartDeletionInput } from './api/storePartOperations.ts'
export {
  createDataMappingSchema,
  createTraitGroupSchema,
  patchDataMappingSchema,
  patchTraitGroupSchema,
  updateIdentityResolutionSettingsSchema,
  updateProfilesBulkSchema,
} from './api/storePartSchemas.ts'
export type {
  DataMapping,
  DataMappingSource,
  DataMappingTarget,
  DataMappingsQuery,
  IdentifierConfig,
  IdentityResolutionSettings,
  ProfileData,
  StorePartsQuery,
  TraitDefinition,
  TraitGroup,
  TraitGroupsQuery,
  TraitMapping,
  TraitValidationRule,
} from './api/storeParts.ts'
