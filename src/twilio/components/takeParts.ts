import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import type { ConfigurationPart } from './configurationPart.ts'

/** The form's values with some parts of other values in their place. */
export function takeParts(
  mine: ConfigurationFormValues,
  theirs: ConfigurationFormValues,
  parts: readonly ConfigurationPart[],
): ConfigurationFormValues {
  const isTaken = (part: ConfigurationPart) => parts.includes(part)
  const pick = (part: Exclude<ConfigurationPart, `${string}.${string}`>) => (isTaken(part) ? theirs : mine)
  const next: ConfigurationFormValues = {
    ...mine,
    displayName: pick('displayName').displayName,
    description: pick('description').description,
    conversationGroupingType: pick('conversationGroupingType').conversationGroupingType,
    memoryStoreId: pick('memoryStoreId').memoryStoreId,
    memoryExtractionEnabled: pick('memoryExtractionEnabled').memoryExtractionEnabled,
    bridgeServiceId: pick('bridgeServiceId').bridgeServiceId,
    statusCallbacks: pick('statusCallbacks').statusCallbacks,
    intelligenceConfigurationIds: pick('intelligenceConfigurationIds').intelligenceConfigurationIds,
  }
  for (const channel of CHANNEL_KEYS) {
    const { inactive, closed, capturesNumber, number, rules } = theirs[channel]
    next[channel] = {
      ...pick(channel)[channel],
      ...(isTaken(`${channel}.inactive`) && { inactive }),
      ...(isTaken(`${channel}.closed`) && { closed }),
      ...(isTaken(`${channel}.captureRules`) && { capturesNumber, number, rules }),
    }
  }
  return next
}
