import type { ConfigurationFormField } from './configurationFormField.ts'
import type { ChannelKey, ConfigurationFormValues } from './configurationFormValues.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import { listFormFields } from './listFormFields.ts'
import { toCaptureRules } from './toCaptureRules.ts'

/**
 * The form's field that stands for a path of the body; `undefined` where none does. What is wrong with a whole list
 * stands at its first row.
 *
 * @param path such as `channelSettings.SMS.captureRules.0.from` or `statusCallbacks[1].url`
 * @param values what was sent: they say which row a rule came from
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
