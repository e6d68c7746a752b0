import type { CaptureRule, Configuration } from '../../../api/configuration.ts'
import type { ConfigurationPart } from '../configurationForm.ts'
import type { ConfigurationFormInput } from '../formInput.ts'
import { toComparableInput } from '../formInput.ts'
import { CHANNEL_KEYS, toChannel } from '../formValues.ts'
import type { ConfigurationFormValues } from '../formValues.ts'

/** The value of one part. Each capture rule and each callback is one string. */
export type ConfigurationPartValue = string | number | boolean | readonly string[] | null | undefined

/** The value of every part of a configuration, in page order. A channel that is off is only `false`. */
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

function toRuleText({ from, to, metadata }: CaptureRule): string {
  const more = Object.entries(metadata ?? {}).map(([name, value]) => `${name}: ${value}`)
  return `${from} → ${to}${more.length > 0 ? ` (${more.toSorted().join(', ')})` : ''}`
}

/** The parts in which two versions differ, in page order. */
export function listDifferences(
  one: ConfigurationFormInput,
  other: ConfigurationFormInput,
): ConfigurationPart[] {
  const parts = toConfigurationParts(one)
  const others = toConfigurationParts(other)
  // If only one version has a part, its channel is off in the other: the channel itself differs.
  return [...parts.keys()].filter(
    (part) => others.has(part) && JSON.stringify(parts.get(part)) !== JSON.stringify(others.get(part)),
  )
}

/** The parts that someone else has changed since the last read and that differ from the form. */
export function listConflicts(
  read: Configuration,
  stored: Configuration,
  mine: ConfigurationFormInput,
): ConfigurationPart[] {
  const theirs = listDifferences(toComparableInput(read), toComparableInput(stored))
  return listDifferences(mine, toComparableInput(stored)).filter((part) =>
    theirs.some((their) => isWithin(part, their) || isWithin(their, part)),
  )
}

/** True for the part itself, and for each part of a channel. */
function isWithin(part: ConfigurationPart, whole: ConfigurationPart): boolean {
  return part === whole || part.startsWith(`${whole}.`)
}

/** The form's values, with some parts taken from another version. */
export function replaceParts(
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

/**
 * Whether a configuration is unchanged between two reads: by its version, otherwise by its `updatedAt`,
 * otherwise by its content.
 */
export function isSameVersion(one: Configuration, other: Configuration): boolean {
  if (typeof one.version === 'number' && typeof other.version === 'number')
    return one.version === other.version
  if (one.updatedAt && other.updatedAt) return one.updatedAt === other.updatedAt
  return JSON.stringify(one) === JSON.stringify(other)
}
