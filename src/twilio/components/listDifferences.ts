import type { ConfigurationFormInput } from './configurationFormInput.ts'
import type { ConfigurationPart } from './configurationPart.ts'
import { toConfigurationParts } from './toConfigurationParts.ts'

/** The parts in which two versions differ, in the order they stand on the page. */
export function listDifferences(
  one: ConfigurationFormInput,
  other: ConfigurationFormInput,
): ConfigurationPart[] {
  const parts = toConfigurationParts(one)
  const others = toConfigurationParts(other)
  // A part that only one of them has belongs to a channel that only one of them has: the channel differs.
  return [...parts.keys()].filter(
    (part) => others.has(part) && JSON.stringify(parts.get(part)) !== JSON.stringify(others.get(part)),
  )
}
