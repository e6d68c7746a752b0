import type { CaptureRule, ChannelSettings, Configuration } from '../../api/configuration.ts'
import { CONVERSATION_GROUPING_TYPES } from '../../api/configuration.ts'
import type { ConfigurationFormField } from './configurationForm.ts'
import {
  CHANNEL_KEYS,
  hasNumber,
  isPhoneNumber,
  mapChannels,
  recommendedTimeouts,
  toCaptureRules,
  toNumberMetadata,
} from './formValues.ts'
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

/** Every field that the form shows for these values and that can have an error, in page order. */
export function listFormFields(values: ConfigurationFormValues): ConfigurationFormField[] {
  return [
    'displayName',
    'description',
    'conversationGroupingType',
    'memoryStoreId',
    'memoryExtractionEnabled',
    ...CHANNEL_KEYS.flatMap((channel) => listChannelFields(channel, values)),
    'bridgeServiceId',
    ...values.statusCallbacks.flatMap((_, row) => [
      `statusCallbacks.${row}.url` as const,
      `statusCallbacks.${row}.method` as const,
    ]),
    ...values.intelligenceConfigurationIds.map((_, row) => `intelligenceConfigurationIds.${row}` as const),
  ]
}

function listChannelFields(channel: ChannelKey, values: ConfigurationFormValues): ConfigurationFormField[] {
  const { isOn, capturesNumber, rules } = values[channel]
  if (!isOn) return [`${channel}.isOn`]
  return [
    `${channel}.isOn`,
    `${channel}.inactive`,
    `${channel}.closed`,
    ...(capturesNumber && hasNumber(channel) ? [`${channel}.number` as const] : []),
    ...rules.flatMap((_, row) =>
      (['from', 'to', ...(channel === 'voice' ? (['metadata.callType'] as const) : [])] as const).map(
        (part) => `${channel}.rules.${row}.${part}` as const,
      ),
    ),
    `${channel}.numbers`,
  ]
}

/**
 * The form field for a path in the request body; `undefined` if there is none. An error about a whole list
 * maps to its first row.
 *
 * @param path such as `channelSettings.SMS.captureRules.0.from` or `statusCallbacks[1].url`
 * @param values the values that were sent: they determine which row a rule came from
 */
export function toFormField(
  path: string,
  values: ConfigurationFormValues,
): ConfigurationFormField | undefined {
  const [top = '', second, ...rest] = path.replaceAll(/\[(\w+)\]/g, '.$1').split('.')
  const channel = CHANNEL_KEYS.find((key) => top === 'channelSettings' && key.toUpperCase() === second)
  const names = channel
    ? [`${channel}.${toChannelField(channel, values, rest)}`, `${channel}.isOn`]
    : [toTopField(top, second, rest)]
  const fields = listFormFields(values)
  return names.map((name) => fields.find((field) => field === name)).find(Boolean)
}

function toTopField(top: string, second = '0', rest: readonly string[] = []): string {
  if (top === 'conversationsV1Bridge') return 'bridgeServiceId'
  if (top === 'statusCallbacks') return `${top}.${second}.${rest[0] === 'method' ? 'method' : 'url'}`
  return top === 'intelligenceConfigurationIds' ? `${top}.${second}` : top
}

function toChannelField(
  channel: ChannelKey,
  values: ConfigurationFormValues,
  [group, place = '0', side]: readonly string[],
): string {
  if (group === 'statusTimeouts') return place === 'inactive' ? 'inactive' : 'closed'
  const rule = group === 'captureRules' ? toCaptureRules(channel, values[channel])[Number(place)] : undefined
  if (!rule) return 'isOn'
  if (rule.row === undefined) return 'number'
  if (side === 'metadata' && channel === 'voice') return `rules.${rule.row}.metadata.callType`
  return `rules.${rule.row}.${(side === 'to') === rule.isWayBack ? 'from' : 'to'}`
}
