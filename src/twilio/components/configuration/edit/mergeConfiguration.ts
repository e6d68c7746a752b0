import type {
  CaptureRule,
  ChannelSettings,
  Configuration,
  StatusCallback,
} from '../../../api/configuration.ts'
import type { ChannelSettingsInput } from '../../../api/configurationFields.ts'
import type { ConfigurationPart } from '../configurationForm.ts'
import type { ConfigurationFormInput } from '../formInput.ts'
import { toComparableInput } from '../formInput.ts'
import type { ChannelKey } from '../formValues.ts'
import { CHANNEL_KEYS, toChannel } from '../formValues.ts'
import { listDifferences } from './differences.ts'

/**
 * The stored settings of a channel with the form's changes applied. What the form does not show is kept.
 *
 * @param changed the parts that differ; all others stay exactly as stored
 */
function mergeChannelSettings(
  channel: ChannelKey,
  stored: ChannelSettings | null | undefined,
  mine: ChannelSettingsInput,
  changed: readonly ConfigurationPart[],
): ChannelSettings {
  // Without stored settings, every part counts as changed.
  const isChanged = (part: 'inactive' | 'closed' | 'captureRules') =>
    !stored || changed.includes(`${channel}.${part}`)
  const merged: ChannelSettings = { ...stored }
  for (const timeout of ['inactive', 'closed'] as const) {
    if (!isChanged(timeout)) continue
    const { [timeout]: _, ...others } = merged.statusTimeouts ?? {}
    const minutes = mine.statusTimeouts?.[timeout]
    merged.statusTimeouts = { ...others, ...(typeof minutes === 'number' && { [timeout]: minutes }) }
  }
  if (merged.statusTimeouts && Object.keys(merged.statusTimeouts).length === 0) delete merged.statusTimeouts
  if (isChanged('captureRules')) {
    const rules = mergeRules(stored?.captureRules ?? [], mine.captureRules ?? [])
    if (rules.length > 0) merged.captureRules = rules
    else delete merged.captureRules
  }
  return merged
}

/** Merges each rule into a stored one with the same addresses, preferably one with the same metadata. */
function mergeRules(stored: readonly CaptureRule[], mine: readonly CaptureRule[]): CaptureRule[] {
  const left = [...stored]
  return mine.map((rule) => {
    const same = left.filter(({ from, to }) => from === rule.from && to === rule.to)
    const match = same.find(({ metadata }) => toText(metadata) === toText(rule.metadata)) ?? same[0]
    if (!match) return rule
    left.splice(left.indexOf(match), 1)
    const { metadata, ...kept } = match
    // Missing and empty metadata are equal: keep whichever is stored.
    return toText(metadata) === toText(rule.metadata) ? match : { ...kept, ...rule }
  })
}

function toText(metadata: CaptureRule['metadata']): string {
  return JSON.stringify(Object.entries(metadata ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * The stored configuration with the form's changes applied. What the form does not show is kept: unknown
 * fields, unknown channels, and unknown fields within channels, rules and callbacks. A removed list or bridge
 * becomes `null`, and a removed channel is left out.
 */
export function mergeConfiguration(stored: Configuration, mine: ConfigurationFormInput): Configuration {
  const parts = listDifferences(mine, toComparableInput(stored))
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

/** The input of a PATCH: ID, stored name, and what has changed. A channel is sent whole; `null` clears. */
export function toConfigurationChanges(
  stored: Configuration,
  mine: ConfigurationFormInput,
): Record<string, unknown> {
  const merged = mergeConfiguration(stored, mine)
  const { channelSettings, ...fields } = pickChanged(stored, merged)
  const named = { id: stored.id, storedName: stored.displayName }
  if (channelSettings === undefined) return { ...named, ...fields }
  const before = stored.channelSettings ?? {}
  const after = merged.channelSettings ?? {}
  const removed = Object.keys(before).filter((name) => before[name] && !(name in after))
  return {
    ...named,
    ...fields,
    channelSettings: {
      ...pickChanged(before, after),
      ...Object.fromEntries(removed.map((name) => [name, null])),
    },
  }
}

function pickChanged(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )
}

/** The input of a PUT: the whole configuration. The schema omits `null`, and what no request can contain. */
export function toConfigurationReplacement(
  stored: Configuration,
  mine: ConfigurationFormInput,
): Record<string, unknown> {
  const merged = mergeConfiguration(stored, mine)
  // PUT requires `channelSettings`, even if it is empty.
  return { ...merged, channelSettings: merged.channelSettings ?? {} }
}
