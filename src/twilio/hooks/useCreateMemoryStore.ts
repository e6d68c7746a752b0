'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { createMemoryStore } from '../api/createMemoryStore.ts'
import type { CreateMemoryStoreInput } from '../api/createMemoryStoreSchema.ts'

/** Creates memory stores. The endpoint takes no Idempotency-Key, so nothing is ever sent twice. */
export function useCreateMemoryStore(
  callbacks?: SubmitOperationOptions,
): SubmitResult<CreateMemoryStoreInput> {
  return useSubmitOperation(createMemoryStore, callbacks)
}
