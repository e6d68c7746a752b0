import * as z from 'zod/mini'

import type { Channel, ConfigurationFieldMessages, ConversationGroupingType } from './configuration.ts'
import { englishConfigurationFieldMessages } from './configuration.ts'
import type { ChannelSettingsInput, ChannelsInput } from './configurationFields.ts'
import { chatNeedsBridge, configurationFields } from './configurationFields.ts'

/** The request body that creates a configuration. */
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

/** The schema of the create body, with your messages. */
export function defineCreateConfigurationSchema(
  messages: ConfigurationFieldMessages,
): z.ZodMiniType<CreateConfigurationInput> {
  return z.looseObject(createFields(configurationFields(messages))).check(chatNeedsBridge(messages))
}

function createFields(fields: ReturnType<typeof configurationFields>) {
  return {
    displayName: fields.displayName,
    description: fields.description,
    conversationGroupingType: fields.conversationGroupingType,
    memoryStoreId: fields.memoryStoreId,
    channelSettings: z.optional(fields.channelSettings),
    statusCallbacks: z.optional(fields.statusCallbacks),
    intelligenceConfigurationIds: z.optional(fields.intelligenceConfigurationIds),
    memoryExtractionEnabled: z.optional(fields.memoryExtractionEnabled),
    conversationsV1Bridge: z.optional(fields.conversationsV1Bridge),
  }
}

/** The schema of the create body, with English messages. */
export const createConfigurationSchema = defineCreateConfigurationSchema(englishConfigurationFieldMessages)

/** Optional fields that are `null` in some responses. */
const OPTIONAL = new Set([
  'statusCallbacks',
  'intelligenceConfigurationIds',
  'memoryExtractionEnabled',
  'conversationsV1Bridge',
])

/** Removes the `null` fields of a configuration from the API, because a PUT does not take `null`. */
function withoutNulls(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  const kept = Object.entries(input).filter(([field, value]) => value !== null || !OPTIONAL.has(field))
  const fields: Record<string, unknown> = Object.fromEntries(kept)
  // PUT requires `channelSettings`: no settings are an empty map.
  return 'channelSettings' in fields
    ? { ...fields, channelSettings: withoutNullChannels(fields['channelSettings']) }
    : fields
}

function withoutNullChannels(settings: unknown): unknown {
  if (settings === null) return {}
  if (typeof settings !== 'object' || Array.isArray(settings)) return settings
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
}

/**
 * Replaces a whole configuration: fields that are left out are dropped. You can pass a configuration from the
 * API with your changes: `null` fields and fields that no request can contain are not sent, and unknown
 * channels are kept. `listUnsentFields` names the stored fields that a PUT may lose.
 */
export interface UpdateConfigurationInput extends Omit<
  CreateConfigurationInput,
  'displayName' | 'channelSettings'
> {
  id: string
  displayName?: string | undefined
  channelSettings: ChannelsInput
}

/** The schema of the PUT body, with your messages. */
export function defineUpdateConfigurationSchema(
  messages: ConfigurationFieldMessages,
): z.ZodMiniType<UpdateConfigurationInput> {
  const fields = configurationFields(messages)
  const body = z
    // Leaves out what no request can contain.
    .object({
      id: z.string().check(z.minLength(1)),
      ...createFields(fields),
      displayName: z.optional(fields.displayName),
      channelSettings: fields.updatedChannelSettings,
    })
    .check(chatNeedsBridge(messages))
  return z.pipe(z.transform(withoutNulls), body)
}

/** The schema of the PUT body, with English messages. */
export const updateConfigurationSchema = defineUpdateConfigurationSchema(englishConfigurationFieldMessages)

/** A partial update of a configuration: only the given fields change, and `null` clears a field. */
export interface PatchConfigurationInput {
  id: string
  /** Names the operation if `displayName` does not change. Not sent. */
  storedName?: string | undefined
  displayName?: string | null | undefined
  description?: string | null | undefined
  conversationGroupingType?: ConversationGroupingType | undefined
  memoryStoreId?: string | null | undefined
  /** Per channel: a value replaces its settings, `null` removes them. Channels that are left out are kept. */
  channelSettings?: Partial<Record<Channel, ChannelSettingsInput | null>> | undefined
  statusCallbacks?: { url: string; method?: 'POST' | 'GET' | undefined }[] | null | undefined
  intelligenceConfigurationIds?: string[] | null | undefined
  memoryExtractionEnabled?: boolean | null | undefined
  conversationsV1Bridge?: { serviceId: string } | null | undefined
}

/** The schema of the PATCH body, with your messages. */
export function definePatchConfigurationSchema(
  messages: ConfigurationFieldMessages,
): z.ZodMiniType<PatchConfigurationInput> {
  const fields = configurationFields(messages)
  return z.looseObject({
    id: z.string().check(z.minLength(1)),
    storedName: z.optional(z.string()),
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

/** The schema of the PATCH body, with English messages. */
export const patchConfigurationSchema = definePatchConfigurationSchema(englishConfigurationFieldMessages)
