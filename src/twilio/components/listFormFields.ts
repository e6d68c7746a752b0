import type { ConfigurationFormField } from './configurationFormField.ts'
import type { ChannelKey, ConfigurationFormValues } from './configurationFormValues.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'

/** Every field that the form shows for these values and that can be wrong, in the order they stand on the page. */
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
