'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { deleteConversation } from '../api/deleteConversation.ts'
import type { DeletionInput } from '../api/deletionInput.ts'

/** Deletes a conversation with everything attached to it. */
export function useDeleteConversation(callbacks?: SubmitOperationOptions): SubmitResult<DeletionInput> {
  return useSubmitOperation(deleteConversation, callbacks)
}
