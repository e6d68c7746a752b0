export type { Appearance } from './hooks/appearance.ts'
export type {
  AsyncOperation,
  AsyncOperationStatus,
  OperationConnection,
  SettledOperation,
} from './hooks/asyncOperation.ts'
export { asyncOperationOptions } from './hooks/asyncOperationOptions.ts'
export type { OperationEvent } from './client/operationEvent.ts'
export type { OperationMessages, OperationWords, BadgeWords } from './hooks/messages.ts'
export { OperationsProvider } from './hooks/OperationsProvider.tsx'
export type { OperationsProviderProps } from './hooks/operationsProviderProps.ts'
export { useAsyncOperation } from './hooks/useAsyncOperation.ts'
export type { AsyncOperationResult, UseAsyncOperationOptions } from './hooks/useAsyncOperation.ts'
export { useAsyncOperations } from './hooks/useAsyncOperations.ts'
export { useOperations } from './hooks/useOperations.ts'
export type { OperationsResult } from './hooks/useOperations.ts'
export { useSubmitOperation } from './hooks/useSubmitOperation.ts'
export type {
  CompletedOperation,
  FailedOperation,
  SubmitCallbacks,
  SubmitResult,
} from './hooks/useSubmitOperation.ts'
export { useConfigurations } from './twilio/hooks/useConfigurations.ts'
export type { ConfigurationsResult, UseConfigurationsOptions } from './twilio/hooks/useConfigurations.ts'
export { useCreateConfiguration } from './twilio/hooks/useCreateConfiguration.ts'
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
export { ConfigurationsTable } from './twilio/components/ConfigurationsTable.tsx'
export type { ConfigurationsTableProps } from './twilio/components/ConfigurationsTable.tsx'
export { CreateConfigurationForm } from './twilio/components/CreateConfigurationForm.tsx'
export type { ConfigurationFormDefaults } from './twilio/components/configurationFormValues.ts'
export type { ConfigurationMessages } from './twilio/components/configurationMessages.ts'
export type { CreateConfigurationFormProps } from './twilio/components/CreateConfigurationForm.tsx'
