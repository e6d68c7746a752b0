'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { deleteMemoryStore } from '../api/deleteMemoryStore.ts'
import type { DeletionInput } from '../api/deletionInput.ts'

/** Deletes a memory store with everything in it. */
export function useDeleteMemoryStore(callbacks?: SubmitOperationOptions): SubmitResult<DeletionInput> {
  return useSubmitOperation(deleteMemoryStore, callbacks)
}
