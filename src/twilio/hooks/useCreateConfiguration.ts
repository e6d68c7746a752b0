'use client'
import type { SubmitOperationOptions, SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../hooks/useSubmitOperation.ts'
import { createConfiguration } from '../api/createConfiguration.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'

/** Creates configurations: one key per intent, followed until the new ID is known. */
export function useCreateConfiguration(
  callbacks?: SubmitOperationOptions,
): SubmitResult<CreateConfigurationInput> {
  return useSubmitOperation(createConfiguration, callbacks)
}
