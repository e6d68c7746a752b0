import { isolate } from '../../components/isolate.ts'
import { CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import type { ConfigurationPart } from './configurationPart.ts'
import type { ConfigurationPartValue } from './toConfigurationParts.ts'

/**
 * What a part holds, in words.
 *
 * @param nameStore the name of a memory store
 */
export function toPartText(
  part: ConfigurationPart,
  value: ConfigurationPartValue,
  messages: ConfigurationMessages,
  nameStore: (id: string) => string,
): string {
  if (typeof value === 'boolean') return value ? messages.on : messages.off
  if (typeof value === 'number') return `${value} ${messages.minutes}`
  const text = typeof value === 'string' ? value : (value ?? []).map((one) => isolate(one)).join(', ')
  if (text === '') return messages.none
  if (part === 'memoryStoreId') return nameStore(text)
  const grouping = CONVERSATION_GROUPING_TYPES.find((one) => one === text)
  return part === 'conversationGroupingType' && grouping ? messages.groupingChoices[grouping].label : text
}
