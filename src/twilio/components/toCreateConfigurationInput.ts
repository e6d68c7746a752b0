import type { ChannelSettingsInput } from '../api/configurationFields.ts'
import { STATUS_CALLBACK_METHODS } from '../api/configurationLimits.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import type { ChannelKey, ConfigurationFormValues } from './configurationFormValues.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import { toCaptureRules } from './toCaptureRules.ts'
import { toTypedCode, toTypedName, toTypedNumber, toTypedText } from './typedText.ts'

/** The body that what was typed stands for. Says nothing about whether it is right: the schema of the body does. */
export function toCreateConfigurationInput(values: ConfigurationFormValues): ConfigurationFormInput {
  const channels = CHANNEL_KEYS.filter((channel) => values[channel].isOn)
  const { statusCallbacks, intelligenceConfigurationIds } = values
  const serviceId = toTypedCode(values.bridgeServiceId)
  return {
    displayName: toTypedName(values.displayName),
    description: toTypedText(values.description),
    ...(values.conversationGroupingType !== '' && {
      conversationGroupingType: values.conversationGroupingType,
    }),
    memoryStoreId: values.memoryStoreId,
    memoryExtractionEnabled: values.memoryExtractionEnabled,
    ...(channels.length > 0 && {
      channelSettings: Object.fromEntries(
        channels.map((channel) => [channel.toUpperCase(), toChannelSettings(channel, values)]),
      ),
    }),
    ...(statusCallbacks.length > 0 && { statusCallbacks: statusCallbacks.map(toStatusCallback) }),
    ...(intelligenceConfigurationIds.length > 0 && {
      intelligenceConfigurationIds: intelligenceConfigurationIds.map(toTypedCode),
    }),
    ...(serviceId !== '' && { conversationsV1Bridge: { serviceId } }),
  }
}

function toStatusCallback({ url, method }: ConfigurationFormValues['statusCallbacks'][number]) {
  return { url: toTypedCode(url), method: STATUS_CALLBACK_METHODS.find((one) => one === method) ?? 'POST' }
}

function toChannelSettings(channel: ChannelKey, values: ConfigurationFormValues): ChannelSettingsInput {
  const inactive = toTypedNumber(values[channel].inactive)
  const closed = toTypedNumber(values[channel].closed)
  const statusTimeouts = {
    ...(inactive !== '' && { inactive: toMinutes(inactive) }),
    ...(closed !== '' && { closed: toMinutes(closed) }),
  }
  const captureRules = toCaptureRules(channel, values[channel]).map(({ body }) => body)
  return {
    ...(Object.keys(statusTimeouts).length > 0 && { statusTimeouts }),
    ...(captureRules.length > 0 && { captureRules }),
  }
}

/** NaN for anything but digits, which the schema refuses. */
function toMinutes(typed: string): number {
  return /^\d+$/.test(typed) ? Number(typed) : Number.NaN
}
