import type { Configuration } from '../api/configuration.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import { toConfigurationFormValues } from './toConfigurationFormValues.ts'
import { toEditedInput } from './toEditedInput.ts'

/** A configuration that was read as the form would send it: by this the two are compared. */
export function toShownInput(configuration: Configuration): ConfigurationFormInput {
  return toEditedInput(toConfigurationFormValues(configuration))
}
