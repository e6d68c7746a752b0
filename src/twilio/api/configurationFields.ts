import * as z from 'zod/mini'

import type { Channel } from './configuration.ts'
import { CHANNELS, CONVERSATION_GROUPING_TYPES } from './configuration.ts'
import {
  MAX_CAPTURE_RULES,
  MAX_INTELLIGENCE_CONFIGURATIONS,
  MAX_STATUS_CALLBACKS,
  STATUS_CALLBACK_METHODS,
} from './configurationLimits.ts'
import type { ConfigurationWords } from './configurationWords.ts'

/** API reference, create a configuration: at most 32 characters of `^[a-zA-Z0-9-_ ]+$`. */
export const MAX_DISPLAY_NAME = 32
/**
 * The newer API descriptions allow 512 characters, the oldest names no limit: the stricter one is kept. No source allows
 * or forbids an empty one; as it is required everywhere, it is not sent empty.
 */
export const MAX_DESCRIPTION = 512
/**
 * The API reference says "address or `*`" and gives no limit; every example is one word, and nothing longer makes sense.
 * What is read may be anything.
 */
const ADDRESS = /^\S{1,256}$/
/**
 * The webhooks page asks for https and a public host; the schema only says "uri". The stricter one is sent, the other
 * still read.
 */
const CALLBACK_URL = /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?$/i
/** How channels are named. The settings are a map without fixed keys, and newer descriptions know more (VIDEO). */
const CHANNEL_NAME = /^[A-Z][A-Z0-9_]*$/

/** The settings of one channel, as they are sent. */
export interface ChannelSettingsInput {
  /** Whole minutes, 1 or more. */
  statusTimeouts?:
    | { inactive?: number | null | undefined; closed?: number | null | undefined }
    | null
    | undefined
  captureRules?:
    | { from: string; to: string; metadata?: Record<string, string> | null | undefined }[]
    | null
    | undefined
}

/** Settings by channel, as they are sent. */
export type ChannelsInput = Partial<Record<Channel, ChannelSettingsInput>>

/** In one rule of ours: those of zod for whole numbers weigh half a kilobyte. */
function isWholeAndAbove0(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1
}

/**
 * The rules of every field of a configuration, with your words for what is wrong. Objects keep what we do not know:
 * what was read is sent back whole.
 */
export function configurationFields(words: ConfigurationWords) {
  const text = (max: number) =>
    z.string(words.required).check(
      z.minLength(1, words.required),
      // Characters, as JSON Schema counts them, and not the halves that `length` counts.
      z.refine((value) => Array.from(value).length <= max, words.tooLong(max)),
    )
  const minutes = z.nullish(
    z.number(words.wholeMinutes).check(z.refine(isWholeAndAbove0, words.wholeMinutes)),
  )
  const address = z.string(words.address).check(z.regex(ADDRESS, words.address))
  const rule = z.looseObject({
    from: address,
    to: address,
    metadata: z.nullish(z.record(z.string(), z.string())),
  })
  const rules = z.array(rule).check(z.maxLength(MAX_CAPTURE_RULES, words.tooManyRules(MAX_CAPTURE_RULES)))
  const channel = z.looseObject({
    statusTimeouts: z.nullish(z.looseObject({ inactive: minutes, closed: minutes })),
    captureRules: z.nullish(rules),
  })
  const channelName = z.string().check(z.regex(CHANNEL_NAME))
  // No enum of keys: what is wrong is said at the channel, where the API says it.
  const knownChannel = z.string().check(z.refine((name) => CHANNELS.some((known) => known === name)))
  const callback = z.looseObject({
    url: z.string(words.callbackUrl).check(z.regex(CALLBACK_URL, words.callbackUrl)),
    method: z.optional(z.enum(STATUS_CALLBACK_METHODS, words.callbackMethod)),
  })
  const intelligenceId = z.string(words.required).check(z.minLength(1, words.required))
  const serviceId = z.string(words.bridgeServiceId).check(z.regex(/^IS[0-9a-f]{32}$/, words.bridgeServiceId))
  return {
    displayName: text(MAX_DISPLAY_NAME).check(z.regex(/^[a-zA-Z0-9\-_ ]*$/, words.displayNameCharacters)),
    description: text(MAX_DESCRIPTION),
    conversationGroupingType: z.enum(CONVERSATION_GROUPING_TYPES, words.chooseGrouping),
    memoryStoreId: z.string(words.chooseMemoryStore).check(z.minLength(1, words.chooseMemoryStore)),
    channelSettings: z.record(knownChannel, channel),
    // What changes may have been read, with channels that we do not know yet.
    updatedChannelSettings: z.record(channelName, channel),
    patchedChannelSettings: z.record(channelName, z.nullable(channel)),
    statusCallbacks: z
      .array(callback)
      .check(z.maxLength(MAX_STATUS_CALLBACKS, words.tooManyCallbacks(MAX_STATUS_CALLBACKS))),
    intelligenceConfigurationIds: z
      .array(intelligenceId)
      .check(
        z.maxLength(
          MAX_INTELLIGENCE_CONFIGURATIONS,
          words.tooManyIntelligence(MAX_INTELLIGENCE_CONFIGURATIONS),
        ),
      ),
    memoryExtractionEnabled: z.boolean(),
    conversationsV1Bridge: z.looseObject({ serviceId }),
  }
}

/** `CHAT` works only together with the bridge (API reference, channelSettings). */
export function chatNeedsBridge(words: ConfigurationWords) {
  return z.refine<{ channelSettings?: ChannelsInput | null | undefined; conversationsV1Bridge?: unknown }>(
    ({ channelSettings, conversationsV1Bridge }) => !channelSettings?.CHAT || Boolean(conversationsV1Bridge),
    { path: ['channelSettings', 'CHAT'], message: words.chatNeedsBridge },
  )
}
