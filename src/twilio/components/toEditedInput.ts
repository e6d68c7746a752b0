import type { ConfigurationFormInput } from './configurationFormInput.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { toCreateConfigurationInput } from './toCreateConfigurationInput.ts'

/** What the form of an edit stands for. A callback's method that was read stays as it is until another is chosen. */
export function toEditedInput(values: ConfigurationFormValues): ConfigurationFormInput {
  const input = toCreateConfigurationInput(values)
  const statusCallbacks = input.statusCallbacks?.map((callback, row) => ({
    ...callback,
    method: values.statusCallbacks[row]?.method ?? callback.method,
  }))
  return { ...input, ...(statusCallbacks && { statusCallbacks }) }
}
