import type { CaptureRule, ChannelSettings, Configuration } from '../../api/configuration.ts'
import { CONVERSATION_GROUPING_TYPES } from '../../api/configuration.ts'
import { hasNumber, isPhoneNumber, mapChannels, recommendedTimeouts, toNumberMetadata } from './formValues.ts'
import type {
  CaptureRuleFormValues,
  ChannelFormValues,
  ChannelKey,
  ConfigurationFormDefaults,
  ConfigurationFormValues,
} from './formValues.ts'

/** The initial values of the form. */
export function toFormValues(defaults: ConfigurationFormDefaults = {}): ConfigurationFormValues {
  return {
    displayName: defaults.displayName ?? '',
    description: defaults.description ?? '',
    conversationGroupingType: defaults.conversationGroupingType ?? 'GROUP_BY_PROFILE',
    memoryStoreId: defaults.memoryStoreId ?? '',
    // Off by default, as in the API.
    memoryExtractionEnabled: defaults.memoryExtractionEnabled ?? false,
    ...mapChannels((key) => toChannel(key, defaults)),
    statusCallbacks: (defaults.statusCallbacks ?? []).map(({ url, method = 'POST' }) => ({ url, method })),
    intelligenceConfigurationIds: [...(defaults.intelligenceConfigurationIds ?? [])],
    bridgeServiceId: defaults.conversationsV1Bridge?.serviceId ?? '',
  }
}

function toChannel(key: ChannelKey, { [key]: typed, channelSettings }: ConfigurationFormDefaults) {
  const settings = channelSettings?.[key.toUpperCase()]
  return { ...(settings ? toChannelFormValues(key, settings) : toEmptyChannel(key)), ...typed }
}

function toEmptyChannel(key: ChannelKey): ChannelFormValues {
  return {
    isOn: false,
    ...recommendedTimeouts(key),
    capturesNumber: hasNumber(key),
    number: '',
    rules: [],
    numbers: '',
  }
}

/** The form values for a stored configuration. The grouping is empty if the form does not know it. */
export function toConfigurationFormValues({
  displayName,
  description,
  conversationGroupingType,
  memoryStoreId,
  memoryExtractionEnabled,
  channelSettings,
  statusCallbacks,
  intelligenceConfigurationIds,
  conversationsV1Bridge,
}: Configuration): ConfigurationFormValues {
  return {
    ...toFormValues({
      displayName,
      description,
      memoryStoreId,
      memoryExtractionEnabled,
      channelSettings,
      statusCallbacks,
      intelligenceConfigurationIds,
      conversationsV1Bridge,
    }),
    conversationGroupingType:
      CONVERSATION_GROUPING_TYPES.find((one) => one === conversationGroupingType) ?? '',
  }
}

/** The form values for the stored settings of a channel. */
function toChannelFormValues(
  channel: ChannelKey,
  { statusTimeouts, captureRules }: ChannelSettings,
): ChannelFormValues {
  const rules = toRows(captureRules ?? [])
  const [first] = rules
  const isNumber =
    first !== undefined &&
    hasNumber(channel) &&
    first.isTwoWay &&
    first.from === '*' &&
    isPhoneNumber(first.to) &&
    isSame(first.metadata, toNumberMetadata(channel))
  return {
    isOn: true,
    inactive: String(statusTimeouts?.inactive ?? ''),
    closed: String(statusTimeouts?.closed ?? ''),
    capturesNumber: isNumber,
    number: isNumber ? first.to : '',
    rules: isNumber ? rules.slice(1) : rules,
    numbers: '',
  }
}

/** A rule that is directly followed by its reverse becomes one row. */
function toRows(rules: readonly CaptureRule[]): CaptureRuleFormValues[] {
  const rows: CaptureRuleFormValues[] = []
  for (const { from, to, metadata: given } of rules) {
    const metadata = { ...given }
    const last = rows.at(-1)
    const isWayBack =
      last &&
      !last.isTwoWay &&
      from !== to &&
      last.from === to &&
      last.to === from &&
      isSame(last.metadata, metadata)
    if (isWayBack) last.isTwoWay = true
    else rows.push({ from, to, isTwoWay: false, metadata })
  }
  return rows
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}
