'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { deleteConfiguration } from '../api/deleteConfiguration.ts'
import type { DeletionInput } from '../api/deletionInput.ts'

/** Deletes a configuration. */
export function useDeleteConfiguration(callbacks?: SubmitOperationOptions): SubmitResult<DeletionInput> {
  return useSubmitOperation(deleteConfiguration, callbacks)
}
