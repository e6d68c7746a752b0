export type { Appearance, OperationsProviderProps } from './hooks/operationsProviderProps.ts'
export type {
  AsyncOperation,
  AsyncOperationStatus,
  OperationConnection,
  SettledOperation,
} from './hooks/asyncOperation.ts'
export { asyncOperationOptions } from './hooks/asyncOperationOptions.ts'
export type { OperationEvent } from './client/polling/operationEvents.ts'
export type { MessageOverrides, Messages } from './hooks/messages.ts'
export { OperationsProvider } from './hooks/OperationsProvider.tsx'
export { useCancelOperation } from './hooks/useCancelOperation.ts'
export type { UseCancelOperationResult } from './hooks/useCancelOperation.ts'
export { useOperationResult } from './hooks/useOperationResult.ts'
export { useAsyncOperation, useAsyncOperations } from './hooks/useAsyncOperation.ts'
export type { UseAsyncOperationOptions, UseAsyncOperationResult } from './hooks/useAsyncOperation.ts'
export { useOperations } from './hooks/useOperations.ts'
export type { TrackedOperation } from './hooks/trackedOperations.ts'
export type { OperationsStorage } from './client/storage/webStore.ts'
export type { UnconfirmedIntent, UseOperationsResult } from './hooks/useOperations.ts'
export type {
  CompletedOperation,
  FailedOperation,
  UseSubmitOperationOptions,
  UseSubmitOperationResult,
} from './hooks/useSubmitOperation.ts'
export type { SubmittedOperation } from './hooks/submittedOperation.ts'
export { useSubmitOperation } from './hooks/useSubmitOperation.ts'
export type {
  BatchPause,
  BatchProgress,
  BatchState,
  SubmittedInput,
  SubmittedInputState,
} from './client/batch/batch.ts'
export { useSubmitOperations } from './hooks/useSubmitOperations.ts'
export type { UseSubmitOperationsOptions, UseSubmitOperationsResult } from './hooks/useSubmitOperations.ts'
export { OperationAnnouncer } from './components/announcer/OperationAnnouncer.tsx'
export type { OperationAnnouncerProps } from './components/announcer/OperationAnnouncer.tsx'
export { OperationDetails } from './components/operation/OperationDetails.tsx'
export type { OperationDetailsProps } from './components/operation/OperationDetails.tsx'
export { OperationProgress } from './components/operation/OperationProgress.tsx'
export type { OperationProgressProps } from './components/operation/OperationProgress.tsx'
export { OperationStatusBadge } from './components/operation/OperationStatusBadge.tsx'
export type { OperationStatusBadgeProps } from './components/operation/OperationStatusBadge.tsx'
export { OperationsTray } from './components/tray/OperationsTray.tsx'
export type { GetResourceHref } from './components/tray/trayParts.tsx'
export type { OperationsTrayProps } from './components/tray/OperationsTray.tsx'
