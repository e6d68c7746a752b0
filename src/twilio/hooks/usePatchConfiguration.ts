'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { patchConfiguration } from '../api/patchConfiguration.ts'
import type { PatchConfigurationInput } from '../api/patchConfigurationSchema.ts'

/** Changes parts of a configuration. */
export function usePatchConfiguration(
  callbacks?: SubmitOperationOptions,
): SubmitResult<PatchConfigurationInput> {
  return useSubmitOperation(patchConfiguration, callbacks)
}
