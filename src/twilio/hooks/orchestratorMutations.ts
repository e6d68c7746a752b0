'use client'

import type { UseSubmitOperationOptions, UseSubmitOperationResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import type {
  CreateConfigurationInput,
  PatchConfigurationInput,
  UpdateConfigurationInput,
} from '../api/configurationSchemas.ts'
import {
  createConfiguration,
  deleteConfiguration,
  patchConfiguration,
  updateConfiguration,
} from '../api/configurationsClient.ts'
import { deleteConversation } from '../api/createOrchestratorClient.ts'
import type { CreateMemoryStoreInput, PatchMemoryStoreInput } from '../api/memoryStoreSchemas.ts'
import { createMemoryStore, deleteMemoryStore, patchMemoryStore } from '../api/memoryStoresClient.ts'
import type { DeletionInput } from '../api/orchestratorApis.ts'

/** Creates configurations: one Idempotency-Key per intent, followed until the new ID is known. */
export function useCreateConfiguration(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<CreateConfigurationInput> {
  return useSubmitOperation(createConfiguration, callbacks)
}

/** Replaces a whole configuration: fields that are left out are dropped. To change parts, use PATCH. */
export function useUpdateConfiguration(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<UpdateConfigurationInput> {
  return useSubmitOperation(updateConfiguration, callbacks)
}

/** Changes parts of a configuration; all others stay as they are. */
export function usePatchConfiguration(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<PatchConfigurationInput> {
  return useSubmitOperation(patchConfiguration, callbacks)
}

/** Deletes a configuration. */
export function useDeleteConfiguration(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<DeletionInput> {
  return useSubmitOperation(deleteConfiguration, callbacks)
}

/** Deletes a conversation and everything attached to it. */
export function useDeleteConversation(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<DeletionInput> {
  return useSubmitOperation(deleteConversation, callbacks)
}

/** Creates memory stores. The endpoint takes no Idempotency-Key, so each request is sent only once. */
export function useCreateMemoryStore(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<CreateMemoryStoreInput> {
  return useSubmitOperation(createMemoryStore, callbacks)
}

/** Changes a memory store, with `ifMatch` only if its ETag still matches. */
export function usePatchMemoryStore(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<PatchMemoryStoreInput> {
  return useSubmitOperation(patchMemoryStore, callbacks)
}

/** Deletes a memory store and everything in it. */
export function useDeleteMemoryStore(
  callbacks?: UseSubmitOperationOptions,
): UseSubmitOperationResult<DeletionInput> {
  return useSubmitOperation(deleteMemoryStore, callbacks)
}
