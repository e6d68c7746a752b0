import type { ConfigurationFormField } from './configurationFormField.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'

/** A field's name in a sentence that stands far from it: `SMS: Phone number`. */
export function toFieldLabel(field: ConfigurationFormField, messages: ConfigurationMessages): string {
  const labels: Readonly<Record<ConfigurationFormField, string>> = {
    displayName: messages.displayName,
    description: messages.description,
    conversationGroupingType: messages.grouping,
    memoryStoreId: messages.memoryStore,
    memoryExtractionEnabled: messages.memoryExtraction,
    'sms.isOn': messages.channelNames.SMS,
    'sms.inactive': messages.ofChannel(messages.channelNames.SMS, messages.inactiveAfter),
    'sms.closed': messages.ofChannel(messages.channelNames.SMS, messages.closedAfter),
    'sms.number': messages.ofChannel(messages.channelNames.SMS, messages.number),
    'voice.isOn': messages.channelNames.VOICE,
    'voice.inactive': messages.ofChannel(messages.channelNames.VOICE, messages.inactiveAfter),
    'voice.closed': messages.ofChannel(messages.channelNames.VOICE, messages.closedAfter),
    'voice.number': messages.ofChannel(messages.channelNames.VOICE, messages.number),
  }
  return labels[field]
}
