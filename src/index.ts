export type { Appearance } from './hooks/appearance.ts'
export type {
  AsyncOperation,
  AsyncOperationStatus,
  OperationConnection,
  SettledOperation,
} from './hooks/asyncOperation.ts'
export { asyncOperationOptions } from './hooks/asyncOperationOptions.ts'
export type { OperationEvent } from './client/operationEvent.ts'
export type { CompleteMessages } from './hooks/completeMessages.ts'
export type {
  BadgeWords,
  FindingWords,
  OperationMessages,
  OperationWords,
  TrayWords,
} from './hooks/messages.ts'
export { OperationsProvider } from './hooks/OperationsProvider.tsx'
export type { OperationsProviderProps } from './hooks/operationsProviderProps.ts'
export { useAsyncOperation } from './hooks/useAsyncOperation.ts'
export type { AsyncOperationResult, UseAsyncOperationOptions } from './hooks/useAsyncOperation.ts'
export { useAsyncOperations } from './hooks/useAsyncOperations.ts'
export { useOperations } from './hooks/useOperations.ts'
export type { TrackedOperation } from './client/trackedOperations.ts'
export type { OperationsStorage } from './client/operationsStorage.ts'
export type { OperationsResult, UnconfirmedIntent } from './hooks/useOperations.ts'
export type { SubmittedOperation } from './hooks/submittedOperation.ts'
export { useSubmitOperation } from './hooks/useSubmitOperation.ts'
export type {
  CompletedOperation,
  FailedOperation,
  SubmitOperationOptions,
  SubmitResult,
} from './hooks/useSubmitOperation.ts'
export { useConfigurations } from './twilio/hooks/useConfigurations.ts'
export type { ConfigurationsResult, UseConfigurationsOptions } from './twilio/hooks/useConfigurations.ts'
export { useCreateConfiguration } from './twilio/hooks/useCreateConfiguration.ts'
export { useActiveMemoryStore } from './twilio/hooks/useActiveMemoryStore.ts'
export type { ActiveMemoryStore } from './twilio/hooks/useActiveMemoryStore.ts'
export { useMemoryStores } from './twilio/hooks/useMemoryStores.ts'
export type { MemoryStoresResult } from './twilio/hooks/useMemoryStores.ts'
export type { ResourceResult } from './twilio/hooks/resourceResult.ts'
export { useConfiguration } from './twilio/hooks/useConfiguration.ts'
export { useCreateMemoryStore } from './twilio/hooks/useCreateMemoryStore.ts'
export { useDeleteConfiguration } from './twilio/hooks/useDeleteConfiguration.ts'
export { useDeleteConversation } from './twilio/hooks/useDeleteConversation.ts'
export { useDeleteMemoryStore } from './twilio/hooks/useDeleteMemoryStore.ts'
export { useMemoryStore } from './twilio/hooks/useMemoryStore.ts'
export { usePatchConfiguration } from './twilio/hooks/usePatchConfiguration.ts'
export { usePatchMemoryStore } from './twilio/hooks/usePatchMemoryStore.ts'
export { useUpdateConfiguration } from './twilio/hooks/useUpdateConfiguration.ts'
export { OperationAnnouncer } from './components/OperationAnnouncer.tsx'
export type { OperationAnnouncerProps } from './components/OperationAnnouncer.tsx'
export { OperationDetails } from './components/OperationDetails.tsx'
export type { OperationDetailsProps } from './components/OperationDetails.tsx'
export { OperationProgress } from './components/OperationProgress.tsx'
export type { OperationProgressProps } from './components/OperationProgress.tsx'
export { OperationStatusBadge } from './components/OperationStatusBadge.tsx'
export type { OperationStatusBadgeProps } from './components/OperationStatusBadge.tsx'
export { OperationsTray } from './components/OperationsTray.tsx'
export type { GetResourceHref } from './components/OperationsTrayLink.tsx'
export type { OperationsTrayProps } from './components/OperationsTray.tsx'
export { ConfigurationsTable } from './twilio/components/ConfigurationsTable.tsx'
export type { ConfigurationsTableProps } from './twilio/components/ConfigurationsTable.tsx'
export { CreateConfigurationForm } from './twilio/components/CreateConfigurationForm.tsx'
export type { BoundField } from './twilio/components/configurationForm.ts'
export type {
  CaptureRuleFormValues,
  ChannelFormValues,
  ChannelKey,
  ConfigurationFormDefaults,
} from './twilio/components/configurationFormValues.ts'
export type {
  ConfigurationFormLayout,
  ConfigurationFormParts,
  ConfigurationPartName,
  FixedConfiguration,
  ReplaceableField,
} from './twilio/components/configurationFormParts.ts'
export type { SubmissionPhase } from './twilio/components/submissionPhase.ts'
export type { DraftOptions } from './twilio/components/draftOptions.ts'
export { englishMessages } from './twilio/components/englishMessages.ts'
export { germanMessages } from './twilio/components/germanMessages.ts'
export type { ConfigurationsTableMessages } from './twilio/components/configurationsTableMessages.ts'
export { CreateMemoryStoreForm } from './twilio/components/CreateMemoryStoreForm.tsx'
export type { CreateMemoryStoreFormProps } from './twilio/components/CreateMemoryStoreForm.tsx'
export { DeleteConfigurationButton } from './twilio/components/DeleteConfigurationButton.tsx'
export type { DeleteConfigurationButtonProps } from './twilio/components/DeleteConfigurationButton.tsx'
export { DeleteConversationButton } from './twilio/components/DeleteConversationButton.tsx'
export type { DeleteConversationButtonProps } from './twilio/components/DeleteConversationButton.tsx'
export { DeleteMemoryStoreButton } from './twilio/components/DeleteMemoryStoreButton.tsx'
export type { DeleteMemoryStoreButtonProps } from './twilio/components/DeleteMemoryStoreButton.tsx'
export type { DeletedThingWords, DeletionMessages } from './twilio/components/deletionMessages.ts'
export { EditConfigurationForm } from './twilio/components/EditConfigurationForm.tsx'
export type { EditConfigurationFormProps } from './twilio/components/EditConfigurationForm.tsx'
export type { MemoryStoreFormValues } from './twilio/components/memoryStoreFormValues.ts'
export type { MemoryStoreMessages } from './twilio/components/memoryStoreMessages.ts'
export { MemoryStoreSelect } from './twilio/components/MemoryStoreSelect.tsx'
export type { MemoryStoreSelectProps } from './twilio/components/MemoryStoreSelect.tsx'
export type { ConfigurationMessages } from './twilio/components/configurationMessages.ts'
export type { CreateConfigurationFormProps } from './twilio/components/CreateConfigurationForm.tsx'
