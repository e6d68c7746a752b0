import type { ChannelSettingsInput } from '../api/configurationFields.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import type { ChannelFormValues, ConfigurationFormValues } from './configurationFormValues.ts'
import { toAddress } from './toAddress.ts'

/** The body that what was typed stands for. Says nothing about whether it is right: the schema of the body does. */
export function toCreateConfigurationInput(values: ConfigurationFormValues): CreateConfigurationInput {
  const channelSettings = {
    ...(values.sms.isOn && { SMS: toChannelSettings(values.sms) }),
    // Without a call type the API captures calls over the phone network as well; naming it keeps it so.
    ...(values.voice.isOn && { VOICE: toChannelSettings(values.voice, { callType: 'PSTN' }) }),
  }
  return {
    displayName: values.displayName.trim(),
    description: values.description.trim(),
    conversationGroupingType: values.conversationGroupingType,
    memoryStoreId: values.memoryStoreId,
    memoryExtractionEnabled: values.memoryExtractionEnabled,
    ...(Object.keys(channelSettings).length > 0 && { channelSettings }),
  }
}

function toChannelSettings(
  { inactive, closed, capturesNumber, number }: ChannelFormValues,
  metadata?: Record<string, string>,
): ChannelSettingsInput {
  const statusTimeouts = {
    ...(inactive.trim() !== '' && { inactive: toMinutes(inactive) }),
    ...(closed.trim() !== '' && { closed: toMinutes(closed) }),
  }
  const address = toAddress(number)
  const more = metadata && { metadata }
  return {
    ...(Object.keys(statusTimeouts).length > 0 && { statusTimeouts }),
    // A rule is one-directional: "to and from" takes two.
    ...(capturesNumber && {
      captureRules: [
        { from: '*', to: address, ...more },
        { from: address, to: '*', ...more },
      ],
    }),
  }
}

/** NaN for anything but digits, which the schema refuses. */
function toMinutes(typed: string): number {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN
}
