import type { Configuration, ConversationGroupingType, StatusCallback } from '../../api/configuration.ts'
import { STATUS_CALLBACK_METHODS } from '../../api/configuration.ts'
import type { ChannelSettingsInput } from '../../api/configurationFields.ts'
import type { CreateConfigurationInput } from '../../api/configurationSchemas.ts'
import { toTypedCode, toTypedName, toTypedNumber, toTypedText } from '../form/typedText.ts'
import { CHANNEL_KEYS, toCaptureRules } from './formValues.ts'
import type { ChannelKey, ConfigurationFormValues } from './formValues.ts'
import { toConfigurationFormValues } from './toFormValues.ts'

/** The request body for the form's values. It has no grouping if the form does not know the stored one. */
export interface ConfigurationFormInput extends Omit<
  CreateConfigurationInput,
  'conversationGroupingType' | 'statusCallbacks'
> {
  conversationGroupingType?: ConversationGroupingType | undefined
  statusCallbacks?: StatusCallback[] | undefined
}

/** The request body for what was typed. Does not validate it: the schema of the body does. */
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

/** NaN for anything but digits. The schema rejects NaN. */
export function toMinutes(typed: string): number {
  return /^\d+$/.test(typed) ? Number(typed) : Number.NaN
}

/** The request body of an edit. The stored method of a callback is kept until the user chooses another. */
export function toEditedInput(values: ConfigurationFormValues): ConfigurationFormInput {
  const input = toCreateConfigurationInput(values)
  const statusCallbacks = input.statusCallbacks?.map((callback, row) => ({
    ...callback,
    method: values.statusCallbacks[row]?.method ?? callback.method,
  }))
  return { ...input, ...(statusCallbacks && { statusCallbacks }) }
}

/** A stored configuration as the form would send it, to compare it with the form. */
export function toComparableInput(configuration: Configuration): ConfigurationFormInput {
  return toEditedInput(toConfigurationFormValues(configuration))
}
