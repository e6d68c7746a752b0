import type { Configuration } from '../api/configuration.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import { mergeConfiguration } from './mergeConfiguration.ts'

/** What a PUT sends: the whole configuration, so that nothing is dropped. What is `null` is left out on the way. */
export function toConfigurationReplacement(
  stored: Configuration,
  mine: ConfigurationFormInput,
): Record<string, unknown> {
  const merged = mergeConfiguration(stored, mine)
  // PUT requires them, also where there are none.
  return { ...merged, channelSettings: merged.channelSettings ?? {} }
}
