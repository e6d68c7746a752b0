import * as z from 'zod/mini'

import type { ConversationGroupingType } from './configuration.ts'
import type { ChannelsInput } from './configurationFields.ts'
import { chatNeedsBridge, configurationFields } from './configurationFields.ts'
import type { ConfigurationWords } from './configurationWords.ts'
import { ENGLISH_CONFIGURATION_WORDS } from './configurationWords.ts'

/** What is sent to create a configuration. */
export interface CreateConfigurationInput {
  displayName: string
  description: string
  conversationGroupingType: ConversationGroupingType
  memoryStoreId: string
  channelSettings?: ChannelsInput | undefined
  statusCallbacks?: { url: string; method?: 'POST' | 'GET' | undefined }[] | undefined
  intelligenceConfigurationIds?: string[] | undefined
  memoryExtractionEnabled?: boolean | undefined
  conversationsV1Bridge?: { serviceId: string } | undefined
}

/** The rules of the create body, with your words for what is wrong. */
export function defineCreateConfigurationSchema(
  words: ConfigurationWords,
): z.ZodMiniType<CreateConfigurationInput> {
  const fields = configurationFields(words)
  return z
    .looseObject({
      displayName: fields.displayName,
      description: fields.description,
      conversationGroupingType: fields.conversationGroupingType,
      memoryStoreId: fields.memoryStoreId,
      channelSettings: z.optional(fields.channelSettings),
      statusCallbacks: z.optional(fields.statusCallbacks),
      intelligenceConfigurationIds: z.optional(fields.intelligenceConfigurationIds),
      memoryExtractionEnabled: z.optional(fields.memoryExtractionEnabled),
      conversationsV1Bridge: z.optional(fields.conversationsV1Bridge),
    })
    .check(chatNeedsBridge(words))
}

/** The rules of the create body, in English. */
export const createConfigurationSchema = defineCreateConfigurationSchema(ENGLISH_CONFIGURATION_WORDS)
