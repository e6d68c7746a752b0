export { createOperationsClient } from './client/createOperationsClient.ts'
export type {
  CheckOptions,
  ClientOptions,
  OperationRef,
  OperationsClient,
  OperationsClientOptions,
} from './client/createOperationsClient.ts'
export { createIdempotencyKey } from './client/idempotencyKey.ts'
export type { Intent } from './client/intent.ts'
export type { RequestHeaders } from './client/sendRequest.ts'
export { waitForOperation } from './client/waitForOperation.ts'
export type { WaitResult } from './client/waitForOperation.ts'
export type { AcceptedOperation } from './protocol/acceptedOperation.ts'
export { defineOperation } from './client/defineOperation.ts'
export type { KnownRecipe, OperationRecipe } from './client/defineOperation.ts'
export type { RecipeDefinition, WatchedRecipe } from './protocol/recipeDefinition.ts'
export {
  AcceptedError,
  MissingProviderError,
  OperationFailedError,
  RequestError,
  SubmissionError,
  UntrustedUrlError,
  WaitError,
} from './protocol/errors.ts'
export type { SubmissionOutcome } from './protocol/errors.ts'
export type { Operation } from './protocol/operation.ts'
export type { OperationIdentity } from './protocol/operationIdentity.ts'
export type { OperationsApi } from './protocol/operationsApi.ts'
export type { Limits, Pace } from './protocol/pace.ts'
export type { Failure, FailureKind } from './protocol/failure.ts'
export type { FieldProblem, Problem, ProblemReader } from './protocol/problem.ts'
export { readProblemDetails } from './protocol/readProblemDetails.ts'
export type { Resource, ResourceCandidate, ResourceReader, ResourceRule } from './protocol/resource.ts'
export { readRetryAfter } from './protocol/retryAfter.ts'
export type { OperationSnapshot } from './protocol/snapshot.ts'
export type { StandardSchema } from './protocol/standardSchema.ts'
export { readStatus } from './protocol/status.ts'
export type { OperationStatus, StatusWords } from './protocol/status.ts'
export { CHANNELS, CONVERSATION_GROUPING_TYPES } from './twilio/api/configuration.ts'
export type {
  CaptureRule,
  Channel,
  ChannelSettings,
  Configuration,
  ConversationGroupingType,
  StatusCallback,
  StatusTimeouts,
} from './twilio/api/configuration.ts'
export type { ConfigurationsClient, ListConfigurationsQuery } from './twilio/api/configurationsClient.ts'
export { createConfiguration } from './twilio/api/createConfiguration.ts'
export { createConfigurationSchema } from './twilio/api/createConfigurationSchema.ts'
export type { CreateConfigurationInput } from './twilio/api/createConfigurationSchema.ts'
export type { ChannelSettingsInput, ChannelsInput } from './twilio/api/configurationFields.ts'
export type { SubmitCallOptions } from './twilio/api/submitCallOptions.ts'
export { createMemoryStore } from './twilio/api/createMemoryStore.ts'
export { createMemoryStoreSchema } from './twilio/api/createMemoryStoreSchema.ts'
export type { CreateMemoryStoreInput } from './twilio/api/createMemoryStoreSchema.ts'
export type { OrchestratorBaseUrl } from './twilio/api/orchestratorApis.ts'
export { createOrchestratorClient } from './twilio/api/createOrchestratorClient.ts'
export type { OrchestratorClient, OrchestratorClientOptions } from './twilio/api/createOrchestratorClient.ts'
export type { MemoryStore } from './twilio/api/memoryStore.ts'
export type { ListMemoryStoresQuery, MemoryStoresClient } from './twilio/api/memoryStoresClient.ts'
export type { Page, PageQuery } from './twilio/api/readPage.ts'
export type { ConversationsClient } from './twilio/api/conversationsClient.ts'
export { deleteConfiguration } from './twilio/api/deleteConfiguration.ts'
export { deleteConversation } from './twilio/api/deleteConversation.ts'
export { deleteMemoryStore } from './twilio/api/deleteMemoryStore.ts'
export type { DeletionInput } from './twilio/api/deletionInput.ts'
export { patchConfiguration } from './twilio/api/patchConfiguration.ts'
export { patchConfigurationSchema } from './twilio/api/patchConfigurationSchema.ts'
export type { PatchConfigurationInput } from './twilio/api/patchConfigurationSchema.ts'
export { patchMemoryStore } from './twilio/api/patchMemoryStore.ts'
export { patchMemoryStoreSchema } from './twilio/api/patchMemoryStoreSchema.ts'
export type { PatchMemoryStoreInput } from './twilio/api/patchMemoryStoreSchema.ts'
export { updateConfiguration } from './twilio/api/updateConfiguration.ts'
export { updateConfigurationSchema } from './twilio/api/updateConfigurationSchema.ts'
export type { UpdateConfigurationInput } from './twilio/api/updateConfigurationSchema.ts'
