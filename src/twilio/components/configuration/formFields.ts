import type { ConfigurationFormField } from './configurationForm.ts'
import { CHANNEL_KEYS, hasNumber, toCaptureRules } from './formValues.ts'
import type { ChannelKey, ConfigurationFormValues } from './formValues.ts'

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
