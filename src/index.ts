export type { Appearance } from './hooks/appearance.ts'
export type { AsyncOperation, AsyncOperationStatus, OperationConnection } from './hooks/asyncOperation.ts'
export { asyncOperationOptions } from './hooks/asyncOperationOptions.ts'
export type { OperationMessages } from './hooks/messages.ts'
export { OperationsProvider } from './hooks/OperationsProvider.tsx'
export type { OperationsProviderProps } from './hooks/OperationsProvider.tsx'
export { useAsyncOperation } from './hooks/useAsyncOperation.ts'
export type { AsyncOperationResult, UseAsyncOperationOptions } from './hooks/useAsyncOperation.ts'
export { useOperations } from './hooks/useOperations.ts'
export type { OperationsResult } from './hooks/useOperations.ts'
export { useSubmitOperation } from './hooks/useSubmitOperation.ts'
export type {
  CompletedOperation,
  FailedOperation,
  SubmitCallbacks,
  SubmitResult,
} from './hooks/useSubmitOperation.ts'
export type { SettledOperation } from './hooks/watchOperations.ts'
export { useConfigurations } from './twilio/hooks/useConfigurations.ts'
export type { ConfigurationsResult, UseConfigurationsOptions } from './twilio/hooks/useConfigurations.ts'
export { useCreateConfiguration } from './twilio/hooks/useCreateConfiguration.ts'
export { useMemoryStores } from './twilio/hooks/useMemoryStores.ts'
export type { MemoryStoresResult } from './twilio/hooks/useMemoryStores.ts'
