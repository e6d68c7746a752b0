import * as z from 'zod/mini'

import { chatNeedsBridge, configurationFields } from './configurationFields.ts'
import type { ChannelsInput } from './configurationFields.ts'
import type { ConfigurationWords } from './configurationWords.ts'
import { ENGLISH_CONFIGURATION_WORDS } from './configurationWords.ts'
import type { CreateConfigurationInput } from './createConfigurationSchema.ts'
import { withoutNulls } from './withoutNulls.ts'

/**
 * What replaces a configuration as a whole: whatever is left out is dropped. A configuration that was read may be
 * handed over as it is, with its changes: `null` means left out, channels that we do not know are kept, and what the server
 * sets by itself is not sent.
 */
export interface UpdateConfigurationInput extends Omit<
  CreateConfigurationInput,
  'displayName' | 'channelSettings'
> {
  id: string
  displayName?: string | undefined
  channelSettings: ChannelsInput
}

/** The rules of the PUT body, with your words for what is wrong. */
export function defineUpdateConfigurationSchema(
  words: ConfigurationWords,
): z.ZodMiniType<UpdateConfigurationInput> {
  const fields = configurationFields(words)
  const body = z
    .looseObject({
      id: z.string().check(z.minLength(1)),
      displayName: z.optional(fields.displayName),
      description: fields.description,
      conversationGroupingType: fields.conversationGroupingType,
      memoryStoreId: fields.memoryStoreId,
      channelSettings: fields.updatedChannelSettings,
      statusCallbacks: z.optional(fields.statusCallbacks),
      intelligenceConfigurationIds: z.optional(fields.intelligenceConfigurationIds),
      memoryExtractionEnabled: z.optional(fields.memoryExtractionEnabled),
      conversationsV1Bridge: z.optional(fields.conversationsV1Bridge),
    })
    .check(chatNeedsBridge(words))
  return z.pipe(z.transform(withoutNulls), body)
}

/** The rules of the PUT body, in English. */
export const updateConfigurationSchema = defineUpdateConfigurationSchema(ENGLISH_CONFIGURATION_WORDS)
