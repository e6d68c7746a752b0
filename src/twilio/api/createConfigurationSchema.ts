import * as z from 'zod/mini'

import type { Channel, ConversationGroupingType } from './configuration.ts'
import { CHANNELS, CONVERSATION_GROUPING_TYPES } from './configuration.ts'
import type { ConfigurationWords } from './configurationWords.ts'
import { ENGLISH_CONFIGURATION_WORDS } from './configurationWords.ts'

/** API reference, create a configuration: at most 32 characters of `^[a-zA-Z0-9-_ ]+$`. */
export const MAX_DISPLAY_NAME = 32
/** The newer API descriptions allow 512 characters, the oldest names no limit: the stricter one is kept. */
export const MAX_DESCRIPTION = 512
/** Named only in Twilio's guidance for agents; the schema has no limit. */
export const MAX_CAPTURE_RULES = 100
/** The limit for requests; answers may carry up to 20. */
export const MAX_STATUS_CALLBACKS = 2
export const MAX_INTELLIGENCE_CONFIGURATIONS = 5

/** What is sent to create a configuration. */
export interface CreateConfigurationInput {
  displayName: string
  description: string
  conversationGroupingType: ConversationGroupingType
  memoryStoreId: string
  channelSettings?: Partial<Record<Channel, ChannelSettingsInput>> | undefined
  statusCallbacks?: { url: string; method?: 'POST' | 'GET' | undefined }[] | undefined
  intelligenceConfigurationIds?: string[] | undefined
  memoryExtractionEnabled?: boolean | undefined
  conversationsV1Bridge?: { serviceId: string } | undefined
}

export interface ChannelSettingsInput {
  /** Whole minutes, 1 or more. */
  statusTimeouts?:
    | { inactive?: number | null | undefined; closed?: number | null | undefined }
    | null
    | undefined
  captureRules?:
    | { from: string; to: string; metadata?: Record<string, string> | undefined }[]
    | null
    | undefined
}

/** The rules of the create body, with your words for what is wrong. */
export function defineCreateConfigurationSchema(
  words: ConfigurationWords,
): z.ZodMiniType<CreateConfigurationInput> {
  const text = (max: number) =>
    z.string(words.required).check(z.minLength(1, words.required), z.maxLength(max, words.tooLong(max)))
  const minutes = z.nullish(z.int(words.wholeMinutes).check(z.gte(1, words.wholeMinutes)))
  const address = z.string(words.address).check(z.regex(/^\S{1,256}$/, words.address))
  const rule = z.object({
    from: address,
    to: address,
    metadata: z.optional(z.record(z.string(), z.string())),
  })
  const channel = z.object({
    statusTimeouts: z.nullish(z.object({ inactive: minutes, closed: minutes })),
    captureRules: z.nullish(
      z.array(rule).check(z.maxLength(MAX_CAPTURE_RULES, words.tooManyRules(MAX_CAPTURE_RULES))),
    ),
  })
  // The webhooks page asks for https and a public host; the schema only says "uri".
  const callbackUrl = z
    .string(words.callbackUrl)
    .check(z.regex(/^https:\/\/[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?$/i, words.callbackUrl))
  const callback = z.object({
    url: callbackUrl,
    method: z.optional(z.enum(['POST', 'GET'], words.callbackUrl)),
  })
  return z
    .object({
      displayName: text(MAX_DISPLAY_NAME).check(z.regex(/^[a-zA-Z0-9\-_ ]*$/, words.displayNameCharacters)),
      description: text(MAX_DESCRIPTION),
      conversationGroupingType: z.enum(CONVERSATION_GROUPING_TYPES, words.chooseGrouping),
      memoryStoreId: z.string(words.chooseMemoryStore).check(z.minLength(1, words.chooseMemoryStore)),
      channelSettings: z.optional(z.partialRecord(z.enum(CHANNELS), channel)),
      statusCallbacks: z.optional(
        z
          .array(callback)
          .check(z.maxLength(MAX_STATUS_CALLBACKS, words.tooManyCallbacks(MAX_STATUS_CALLBACKS))),
      ),
      intelligenceConfigurationIds: z.optional(
        z
          .array(z.string(words.required).check(z.minLength(1, words.required)))
          .check(
            z.maxLength(
              MAX_INTELLIGENCE_CONFIGURATIONS,
              words.tooManyIntelligence(MAX_INTELLIGENCE_CONFIGURATIONS),
            ),
          ),
      ),
      memoryExtractionEnabled: z.optional(z.boolean()),
      conversationsV1Bridge: z.optional(
        z.object({
          serviceId: z
            .string(words.bridgeServiceId)
            .check(z.regex(/^IS[0-9a-f]{32}$/, words.bridgeServiceId)),
        }),
      ),
    })
    .check(
      z.refine((input) => !input.channelSettings?.CHAT || input.conversationsV1Bridge !== undefined, {
        path: ['channelSettings', 'CHAT'],
        message: words.chatNeedsBridge,
      }),
    )
}

/** The rules of the create body, in English. */
export const createConfigurationSchema = defineCreateConfigurationSchema(ENGLISH_CONFIGURATION_WORDS)
