import type { ChannelSettings, Configuration, StatusCallback } from '../api/configuration.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import type { ConfigurationPart } from './configurationPart.ts'
import { listDifferences } from './listDifferences.ts'
import { mergeChannelSettings } from './mergeChannelSettings.ts'
import { toChannel } from './toChannel.ts'
import { toShownInput } from './toShownInput.ts'

/**
 * A configuration as it was read, with what differs in the form over it. Whatever the form does not show is kept: unknown
 * fields, unknown channels, and unknown fields within channels, rules and callbacks. `null` stands for what was taken away.
 */
export function mergeConfiguration(stored: Configuration, mine: ConfigurationFormInput): Configuration {
  const parts = listDifferences(mine, toShownInput(stored))
  const isChanged = (part: ConfigurationPart) => parts.includes(part)
  const { displayName, description, memoryStoreId, memoryExtractionEnabled } = mine
  const { conversationGroupingType, intelligenceConfigurationIds = null, conversationsV1Bridge } = mine
  return {
    ...stored,
    ...(isChanged('displayName') && { displayName }),
    ...(isChanged('description') && { description }),
    ...(conversationGroupingType && { conversationGroupingType }),
    ...(isChanged('memoryStoreId') && { memoryStoreId }),
    ...(isChanged('memoryExtractionEnabled') && { memoryExtractionEnabled }),
    ...(parts.some(isOfChannel) && { channelSettings: mergeChannels(stored, mine, parts) }),
    ...(isChanged('statusCallbacks') && { statusCallbacks: mergeCallbacks(stored, mine) }),
    ...(isChanged('intelligenceConfigurationIds') && { intelligenceConfigurationIds }),
    ...(isChanged('bridgeServiceId') && {
      conversationsV1Bridge: conversationsV1Bridge
        ? { ...stored.conversationsV1Bridge, ...conversationsV1Bridge }
        : null,
    }),
  }
}

function isOfChannel(part: ConfigurationPart): boolean {
  return CHANNEL_KEYS.some((channel) => part.split('.')[0] === channel)
}

function mergeChannels(
  { channelSettings }: Configuration,
  mine: ConfigurationFormInput,
  parts: readonly ConfigurationPart[],
): Record<string, ChannelSettings | null> {
  const merged = { ...channelSettings }
  for (const channel of CHANNEL_KEYS) {
    const name = toChannel(channel)
    const settings = mine.channelSettings?.[name]
    if (settings) merged[name] = mergeChannelSettings(channel, channelSettings?.[name], settings, parts)
    else if (merged[name]) delete merged[name]
  }
  return merged
}

function mergeCallbacks(
  { statusCallbacks }: Configuration,
  { statusCallbacks: mine = [] }: ConfigurationFormInput,
): StatusCallback[] | null {
  const left = [...(statusCallbacks ?? [])]
  const merged = mine.map((callback) => {
    const at = left.findIndex(({ url }) => url === callback.url)
    return { ...(at < 0 ? undefined : left.splice(at, 1)[0]), ...callback }
  })
  return merged.length > 0 ? merged : null
}
