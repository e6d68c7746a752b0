import type { Configuration } from '../api/configuration.ts'
import { CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { toFormValues } from './toFormValues.ts'

/** What the form shows for a configuration that was read. Of a grouping it does not know, no choice is made. */
export function toConfigurationFormValues({
  displayName,
  description,
  conversationGroupingType,
  memoryStoreId,
  memoryExtractionEnabled,
  channelSettings,
  statusCallbacks,
  intelligenceConfigurationIds,
  conversationsV1Bridge,
}: Configuration): ConfigurationFormValues {
  return {
    ...toFormValues({
      displayName,
      description,
      memoryStoreId,
      memoryExtractionEnabled,
      channelSettings,
      statusCallbacks,
      intelligenceConfigurationIds,
      conversationsV1Bridge,
    }),
    conversationGroupingType:
      CONVERSATION_GROUPING_TYPES.find((one) => one === conversationGroupingType) ?? '',
  }
}
