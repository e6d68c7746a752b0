import * as z from 'zod/mini'

import { RequestError } from '../../protocol/errors.ts'
import { contractFailure } from '../../protocol/failure.ts'
import type { Channel, Configuration, ConfigurationFieldMessages } from './configuration.ts'
import {
  CHANNELS,
  CONVERSATION_GROUPING_TYPES,
  MAX_CAPTURE_RULES,
  MAX_INTELLIGENCE_CONFIGURATIONS,
  MAX_STATUS_CALLBACKS,
  STATUS_CALLBACK_METHODS,
} from './configuration.ts'

/**
 * Parses a response, or a value in it.
 *
 * @param prefix the path of the value within the response
 * @throws RequestError of kind `contract`, naming the invalid field
 */
export function parse<TValue>(schema: z.ZodMiniType<TValue>, value: unknown, prefix = ''): TValue {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = [prefix, ...(issue?.path ?? [])].filter((part) => part !== '').join('.')
  const expected = issue?.code === 'invalid_type' ? `of type ${issue.expected}` : 'as the API describes it'
  throw new RequestError(contractFailure(path || 'the body', expected))
}

const channelSettingsSchema = z.looseObject({
  statusTimeouts: z.nullish(
    z.looseObject({ inactive: z.nullish(z.number()), closed: z.nullish(z.number()) }),
  ),
  captureRules: z.nullish(
    z.array(
      z.looseObject({
        from: z.string(),
        to: z.string(),
        metadata: z.nullish(z.record(z.string(), z.string())),
      }),
    ),
  ),
})

/** Parses a configuration leniently: optional fields may be null or absent, and unknown fields are kept. */
export const configurationSchema: z.ZodMiniType<Configuration> = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: z.nullish(z.string()),
  conversationGroupingType: z.string(),
  memoryStoreId: z.nullish(z.string()),
  channelSettings: z.nullish(z.record(z.string(), z.nullable(channelSettingsSchema))),
  statusCallbacks: z.nullish(z.array(z.looseObject({ url: z.string(), method: z.optional(z.string()) }))),
  intelligenceConfigurationIds: z.nullish(z.array(z.string())),
  memoryExtractionEnabled: z.nullish(z.boolean()),
  conversationsV1Bridge: z.nullish(z.looseObject({ serviceId: z.string() })),
  redactionConfigurationId: z.nullish(z.string()),
  traitExtractionStrategyIds: z.nullish(z.array(z.string())),
  observationExtractionStrategyIds: z.nullish(z.array(z.string())),
  createdAt: z.nullish(z.string()),
  updatedAt: z.nullish(z.string()),
  version: z.nullish(z.number()),
})

/** API reference, create a configuration: at most 32 characters of `^[a-zA-Z0-9-_ ]+$`. */
const MAX_DISPLAY_NAME = 32
/**
 * The newer API descriptions allow 512 characters, the oldest has no limit; we apply the stricter one. No
 * source says whether an empty description is allowed. It is required everywhere, so it is never sent empty.
 */
const MAX_DESCRIPTION = 512
/**
 * The API reference says "address or `*`" and has no limit. Every example is one word, and more than 256
 * characters make no sense. Applies to requests only: a response may contain anything.
 */
const ADDRESS = /^\S{1,256}$/
/**
 * The webhooks page requires https and a public host; the schema only says "uri". We apply the stricter rule
 * to requests, the other to responses.
 */
const CALLBACK_URL = /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?$/i
/** A channel name. The settings are a map without fixed keys, and newer API descriptions add VIDEO. */
const CHANNEL_NAME = /^[A-Z][A-Z0-9_]*$/

/** The settings of one channel, in a request. */
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

/** Settings by channel, in a request. */
export type ChannelsInput = Partial<Record<Channel, ChannelSettingsInput>>

/** One custom check, because zod's checks for whole numbers add half a kilobyte to the bundle. */
function isWholeAndAbove0(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1
}

/**
 * The validation rules of every field of a configuration, with your messages. Objects keep unknown fields, so
 * that a configuration from the API is sent back whole.
 */
export function configurationFields(messages: ConfigurationFieldMessages) {
  const text = (max: number) =>
    z.string(messages.required).check(
      z.minLength(1, messages.required),
      // Counts code points, as JSON Schema does, and not UTF-16 code units, as `length` does.
      z.refine((value) => Array.from(value).length <= max, messages.tooLong(max)),
    )
  const minutes = z.nullish(
    z.number(messages.wholeMinutes).check(z.refine(isWholeAndAbove0, messages.wholeMinutes)),
  )
  const address = z.string(messages.address).check(z.regex(ADDRESS, messages.address))
  const rule = z.looseObject({
    from: address,
    to: address,
    metadata: z.nullish(z.record(z.string(), z.string())),
  })
  const rules = z.array(rule).check(z.maxLength(MAX_CAPTURE_RULES, messages.tooManyRules(MAX_CAPTURE_RULES)))
  const channel = z.looseObject({
    statusTimeouts: z.nullish(z.looseObject({ inactive: minutes, closed: minutes })),
    captureRules: z.nullish(rules),
  })
  const channelName = z.string().check(z.regex(CHANNEL_NAME))
  // Not an enum of keys, so that the issue has the path of the channel, as the API's own errors do.
  const knownChannel = z.string().check(z.refine((name) => CHANNELS.some((known) => known === name)))
  const callback = z.looseObject({
    url: z.string(messages.callbackUrl).check(z.regex(CALLBACK_URL, messages.callbackUrl)),
    method: z.optional(z.enum(STATUS_CALLBACK_METHODS, messages.callbackMethod)),
  })
  const intelligenceId = z.string(messages.required).check(z.minLength(1, messages.required))
  const serviceId = z
    .string(messages.bridgeServiceId)
    .check(z.regex(/^IS[0-9a-f]{32}$/, messages.bridgeServiceId))
  return {
    displayName: text(MAX_DISPLAY_NAME).check(z.regex(/^[a-zA-Z0-9\-_ ]*$/, messages.displayNameCharacters)),
    description: text(MAX_DESCRIPTION),
    conversationGroupingType: z.enum(CONVERSATION_GROUPING_TYPES, messages.chooseGrouping),
    memoryStoreId: z.string(messages.chooseMemoryStore).check(z.minLength(1, messages.chooseMemoryStore)),
    channelSettings: z.record(knownChannel, channel),
    // An update may contain channels from the API that we do not know yet.
    updatedChannelSettings: z.record(channelName, channel),
    patchedChannelSettings: z.record(channelName, z.nullable(channel)),
    statusCallbacks: z
      .array(callback)
      .check(z.maxLength(MAX_STATUS_CALLBACKS, messages.tooManyCallbacks(MAX_STATUS_CALLBACKS))),
    intelligenceConfigurationIds: z
      .array(intelligenceId)
      .check(
        z.maxLength(
          MAX_INTELLIGENCE_CONFIGURATIONS,
          messages.tooManyIntelligence(MAX_INTELLIGENCE_CONFIGURATIONS),
        ),
      ),
    memoryExtractionEnabled: z.boolean(),
    conversationsV1Bridge: z.looseObject({ serviceId }),
  }
}

/** `CHAT` requires the bridge (API reference, channelSettings). */
export function chatNeedsBridge(messages: ConfigurationFieldMessages) {
  return z.refine<{ channelSettings?: ChannelsInput | null | undefined; conversationsV1Bridge?: unknown }>(
    ({ channelSettings, conversationsV1Bridge }) => !channelSettings?.CHAT || Boolean(conversationsV1Bridge),
    { path: ['channelSettings', 'CHAT'], message: messages.chatNeedsBridge },
  )
}
