'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { updateConfiguration } from '../api/updateConfiguration.ts'
import type { UpdateConfigurationInput } from '../api/updateConfigurationSchema.ts'

/** Replaces a configuration as a whole: what is left out is dropped. */
export function useUpdateConfiguration(
  callbacks?: SubmitOperationOptions,
): SubmitResult<UpdateConfigurationInput> {
  return useSubmitOperation(updateConfiguration, callbacks)
}
