import type { ConversationGroupingType, StatusCallback } from '../api/configuration.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'

/** The body that the form's values stand for. A grouping that the form does not know is chosen by nobody here. */
export interface ConfigurationFormInput extends Omit<
  CreateConfigurationInput,
  'conversationGroupingType' | 'statusCallbacks'
> {
  conversationGroupingType?: ConversationGroupingType | undefined
  statusCallbacks?: StatusCallback[] | undefined
}
