import type {
  ChannelFormValues,
  ChannelKey,
  ConfigurationFormDefaults,
  ConfigurationFormValues,
} from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'
import { recommendedTimeouts } from './recommendedTimeouts.ts'
import { toChannelFormValues } from './toChannelFormValues.ts'

/** The form's first values. */
export function toFormValues(defaults: ConfigurationFormDefaults = {}): ConfigurationFormValues {
  const channel = (key: ChannelKey) => toChannel(key, defaults)
  return {
    displayName: defaults.displayName ?? '',
    description: defaults.description ?? '',
    conversationGroupingType: defaults.conversationGroupingType ?? 'GROUP_BY_PROFILE',
    memoryStoreId: defaults.memoryStoreId ?? '',
    // As the API itself: nothing is extracted unless somebody says so.
    memoryExtractionEnabled: defaults.memoryExtractionEnabled ?? false,
    sms: channel('sms'),
    voice: channel('voice'),
    whatsapp: channel('whatsapp'),
    rcs: channel('rcs'),
    chat: channel('chat'),
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
