import type { ConfigurationFormInput } from './configurationFormInput.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import type { ConfigurationPart } from './configurationPart.ts'
import { toChannel } from './toChannel.ts'

/** What one part holds. Rules and callbacks are one text each. */
export type ConfigurationPartValue = string | number | boolean | readonly string[] | null | undefined

/** What every part of a configuration holds, in the order they stand on the page. A channel that is off has no parts. */
export function toConfigurationParts(
  input: ConfigurationFormInput,
): ReadonlyMap<ConfigurationPart, ConfigurationPartValue> {
  return new Map<ConfigurationPart, ConfigurationPartValue>([
    ['displayName', input.displayName],
    ['description', input.description],
    ['conversationGroupingType', input.conversationGroupingType],
    ['memoryStoreId', input.memoryStoreId],
    ['memoryExtractionEnabled', input.memoryExtractionEnabled],
    ...CHANNEL_KEYS.flatMap((channel): [ConfigurationPart, ConfigurationPartValue][] => {
      const settings = input.channelSettings?.[toChannel(channel)]
      if (!settings) return [[channel, false]]
      return [
        [channel, true],
        [`${channel}.inactive`, settings.statusTimeouts?.inactive],
        [`${channel}.closed`, settings.statusTimeouts?.closed],
        [`${channel}.captureRules`, (settings.captureRules ?? []).map(toRuleText)],
      ]
    }),
    ['bridgeServiceId', input.conversationsV1Bridge?.serviceId],
    ['statusCallbacks', (input.statusCallbacks ?? []).map(({ url, method }) => `${method ?? 'POST'} ${url}`)],
    ['intelligenceConfigurationIds', input.intelligenceConfigurationIds ?? []],
  ])
}

function toRuleText({
  from,
  to,
  metadata,
}: {
  from: string
  to: string
  metadata?: Record<string, string> | null | undefined
}): string {
  const more = Object.entries(metadata ?? {}).map(([name, value]) => `${name}: ${value}`)
  return `${from} → ${to}${more.length > 0 ? ` (${more.toSorted().join(', ')})` : ''}`
}
