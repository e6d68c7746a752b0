export { OrchestratorProvider } from './twilio/hooks/OrchestratorProvider.tsx'
export type { OrchestratorProviderProps } from './twilio/hooks/OrchestratorProvider.tsx'
export { useConfigurations } from './twilio/hooks/useConfigurations.ts'
export type { UseConfigurationsOptions, UseConfigurationsResult } from './twilio/hooks/useConfigurations.ts'
export {
  useCreateConfiguration,
  useCreateMemoryStore,
  useDeleteConfiguration,
  useDeleteConversation,
  useDeleteMemoryStore,
  usePatchConfiguration,
  usePatchMemoryStore,
  useUpdateConfiguration,
} from './twilio/hooks/orchestratorMutations.ts'
export { useMemoryStore, useMemoryStores } from './twilio/hooks/useMemoryStores.ts'
export type {
  UseMemoryStoreOptions,
  UseMemoryStoreResult,
  UseMemoryStoresResult,
} from './twilio/hooks/useMemoryStores.ts'
export {
  useDataMapping,
  useDataMappings,
  useIdentityResolutionSettings,
  useTraitGroup,
  useTraitGroups,
} from './twilio/hooks/useStoreParts.ts'
export type { UseStorePartResult, UseStorePartsResult } from './twilio/hooks/useStoreParts.ts'
export type { PagesResult } from './twilio/hooks/usePages.ts'
export { useConfiguration } from './twilio/hooks/useConfigurations.ts'
export type { UseConfigurationResult } from './twilio/hooks/useConfigurations.ts'
export { ConfigurationsTable } from './twilio/components/table/ConfigurationsTable.tsx'
export type {
  ConfigurationColumn,
  ConfigurationColumnName,
  CustomConfigurationColumn,
} from './twilio/components/table/configurationColumns.tsx'
export type { ConfigurationsTableProps } from './twilio/components/table/ConfigurationsTable.tsx'
export { CreateConfigurationForm } from './twilio/components/configuration/CreateConfigurationForm.tsx'
export type {
  BoundField,
  ConfigurationFormLayout,
  ConfigurationFormParts,
  ConfigurationPartName,
  FixedConfiguration,
  ReplaceableField,
} from './twilio/components/configuration/configurationForm.ts'
export type {
  CaptureRuleFormValues,
  ChannelFormValues,
  ChannelKey,
  ConfigurationFormDefaults,
} from './twilio/components/configuration/formValues.ts'
export type { SubmissionPhase } from './twilio/components/form/submissionPhase.ts'
export type { DraftOptions } from './twilio/components/form/useFormDraft.tsx'
export type {
  ConfigurationMessages,
  ConfigurationsTableMessages,
} from './twilio/components/messages/configurationMessages.ts'
export { CreateMemoryStoreForm } from './twilio/components/memoryStore/CreateMemoryStoreForm.tsx'
export type { CreateMemoryStoreFormProps } from './twilio/components/memoryStore/CreateMemoryStoreForm.tsx'
export {
  DeleteConfigurationButton,
  DeleteConversationButton,
  DeleteMemoryStoreButton,
} from './twilio/components/deletion/DeleteButtons.tsx'
export type {
  DeleteConfigurationButtonProps,
  DeleteConversationButtonProps,
  DeleteMemoryStoreButtonProps,
} from './twilio/components/deletion/DeleteButtons.tsx'
export type { BulkDeletionMessages } from './twilio/components/messages/bulkDeletionMessages.ts'
export type {
  DeletionMessages,
  DeletionSubjectMessages,
} from './twilio/components/messages/deletionMessages.ts'
export { EditConfigurationForm } from './twilio/components/configuration/edit/EditConfigurationForm.tsx'
export type { EditConfigurationFormProps } from './twilio/components/configuration/edit/EditConfigurationForm.tsx'
export type { MemoryStoreFormValues } from './twilio/components/memoryStore/useMemoryStoreForm.ts'
export type { MemoryStoreMessages } from './twilio/components/messages/memoryStoreMessages.ts'
export { MemoryStoreSelect } from './twilio/components/memoryStore/MemoryStoreSelect.tsx'
export type { MemoryStoreSelectProps } from './twilio/components/memoryStore/MemoryStoreSelect.tsx'
export type { CreateConfigurationFormProps } from './twilio/components/configuration/CreateConfigurationForm.tsx'
