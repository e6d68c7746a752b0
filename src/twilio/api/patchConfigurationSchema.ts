import * as z from 'zod/mini'

import type { Channel, ConversationGroupingType } from './configuration.ts'
import type { ChannelSettingsInput } from './configurationFields.ts'
import { configurationFields } from './configurationFields.ts'
import type { ConfigurationWords } from './configurationWords.ts'
import { ENGLISH_CONFIGURATION_WORDS } from './configurationWords.ts'

/** What changes a configuration in parts: only what is there changes, `null` clears. */
export interface PatchConfigurationInput {
  id: string
  displayName?: string | null | undefined
  description?: string | null | undefined
  conversationGroupingType?: ConversationGroupingType | undefined
  memoryStoreId?: string | null | undefined
  /** By channel: left out is kept, a value replaces that channel's settings, `null` removes it. */
  channelSettings?: Partial<Record<Channel, ChannelSettingsInput | null>> | undefined
  statusCallbacks?: { url: string; method?: 'POST' | 'GET' | undefined }[] | null | undefined
  intelligenceConfigurationIds?: string[] | null | undefined
  memoryExtractionEnabled?: boolean | null | undefined
  conversationsV1Bridge?: { serviceId: string } | null | undefined
}

/** The rules of the PATCH body, with your words for what is wrong. */
export function definePatchConfigurationSchema(
  words: ConfigurationWords,
): z.ZodMiniType<PatchConfigurationInput> {
  const fields = configurationFields(words)
  return z.looseObject({
    id: z.string().check(z.minLength(1)),
    displayName: z.nullish(fields.displayName),
    description: z.nullish(fields.description),
    conversationGroupingType: z.optional(fields.conversationGroupingType),
    memoryStoreId: z.nullish(fields.memoryStoreId),
    channelSettings: z.optional(fields.patchedChannelSettings),
    statusCallbacks: z.nullish(fields.statusCallbacks),
    intelligenceConfigurationIds: z.nullish(fields.intelligenceConfigurationIds),
    memoryExtractionEnabled: z.nullish(fields.memoryExtractionEnabled),
    conversationsV1Bridge: z.nullish(fields.conversationsV1Bridge),
  })
}

/** The rules of the PATCH body, in English. */
export const patchConfigurationSchema = definePatchConfigurationSchema(ENGLISH_CONFIGURATION_WORDS)
