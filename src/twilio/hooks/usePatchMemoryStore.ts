'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { patchMemoryStore } from '../api/patchMemoryStore.ts'
import type { PatchMemoryStoreInput } from '../api/patchMemoryStoreSchema.ts'

/** Changes a memory store, on condition of its ETag where `ifMatch` is given. */
export function usePatchMemoryStore(callbacks?: SubmitOperationOptions): SubmitResult<PatchMemoryStoreInput> {
  return useSubmitOperation(patchMemoryStore, callbacks)
}
