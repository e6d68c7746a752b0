import type { ConfigurationMessages } from '../messages/configurationMessages.ts'
import type { ConfigurationFormField, ConfigurationPart } from './configurationForm.ts'
import { CHANNEL_KEYS, toChannel } from './formValues.ts'

/** The label of a field or part when it is named elsewhere on the page: `SMS: Phone number`. */
export function toFieldLabel(
  field: ConfigurationFormField | ConfigurationPart,
  messages: ConfigurationMessages,
): string {
  const [top = '', part = '', row = '', ...inner] = field.split('.')
  const channel = CHANNEL_KEYS.find((key) => key === top)
  if (channel) {
    const name = messages.channelNames[toChannel(channel)]
    if (part === 'isOn' || part === '') return name
    if (part !== 'rules') return messages.ofChannel(name, labels(messages)[part] ?? part)
    const rule = messages.ofChannel(name, messages.captureRule(Number(row) + 1))
    return messages.ofChannel(rule, labels(messages)[inner.join('.')] ?? rule)
  }
  if (part === '') return labels(messages)[top] ?? top
  if (top === 'statusCallbacks') {
    const callback = messages.statusCallback(Number(part) + 1)
    return messages.ofChannel(
      callback,
      row === 'method' ? messages.callbackMethodLabel : messages.callbackUrlLabel,
    )
  }
  if (top === 'intelligenceConfigurationIds') return messages.intelligenceId(Number(part) + 1)
  return labels(messages)[top] ?? top
}

function labels(messages: ConfigurationMessages): Readonly<Partial<Record<string, string>>> {
  return {
    displayName: messages.displayName,
    description: messages.description,
    conversationGroupingType: messages.grouping,
    memoryStoreId: messages.memoryStore,
    memoryExtractionEnabled: messages.memoryExtraction,
    statusCallbacks: messages.statusCallbacks,
    intelligenceConfigurationIds: messages.intelligence,
    bridgeServiceId: messages.bridgeServiceIdLabel,
    inactive: messages.inactiveAfter,
    closed: messages.closedAfter,
    number: messages.number,
    numbers: messages.numberList,
    captureRules: messages.captureRules,
    from: messages.ruleFrom,
    to: messages.ruleTo,
    'metadata.callType': messages.callType,
  }
}
