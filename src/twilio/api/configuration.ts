/** How conversations are grouped under a configuration. */
export const CONVERSATION_GROUPING_TYPES = [
  'GROUP_BY_PROFILE',
  'GROUP_BY_PARTICIPANT_ADDRESSES',
  'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
] as const
/** One of {@link CONVERSATION_GROUPING_TYPES}. */
export type ConversationGroupingType = (typeof CONVERSATION_GROUPING_TYPES)[number]

/** Channels with their own settings. `CHAT` requires `conversationsV1Bridge`. */
export const CHANNELS = ['VOICE', 'SMS', 'RCS', 'WHATSAPP', 'CHAT'] as const
/** One of {@link CHANNELS}. */
export type Channel = (typeof CHANNELS)[number]

/** Which traffic is captured, in one direction. `*` matches any address. */
export interface CaptureRule {
  from: string
  to: string
  metadata?: Record<string, string> | null | undefined
}

/** Minutes without communication after which a conversation changes state. */
export interface StatusTimeouts {
  inactive?: number | null | undefined
  closed?: number | null | undefined
}

/** The settings of one channel, as the API returns them. */
export interface ChannelSettings {
  statusTimeouts?: StatusTimeouts | null | undefined
  captureRules?: CaptureRule[] | null | undefined
}

/** A URL that is called when something happens in a conversation. */
export interface StatusCallback {
  url: string
  method?: string | undefined
}

/**
 * A configuration as the API returns it. Unknown fields are kept, so that it can be sent back whole. The API
 * reference and Twilio's own response models disagree on which fields may be null or absent; both forms are
 * accepted.
 */
export interface Configuration {
  [field: string]: unknown
  id: string
  displayName: string
  description?: string | null | undefined
  /** One of {@link CONVERSATION_GROUPING_TYPES}, or a type added later. */
  conversationGroupingType: string
  memoryStoreId?: string | null | undefined
  channelSettings?: Record<string, ChannelSettings | null> | null | undefined
  statusCallbacks?: StatusCallback[] | null | undefined
  intelligenceConfigurationIds?: string[] | null | undefined
  memoryExtractionEnabled?: boolean | null | undefined
  conversationsV1Bridge?: { serviceId: string } | null | undefined
  /** In responses only, as the two after it. Hides personal data in the communications. */
  redactionConfigurationId?: string | null | undefined
  traitExtractionStrategyIds?: string[] | null | undefined
  observationExtractionStrategyIds?: string[] | null | undefined
  /** ISO 8601. */
  createdAt?: string | null | undefined
  updatedAt?: string | null | undefined
  /** Increases with every change. */
  version?: number | null | undefined
}

/** Validation messages for the fields of a configuration. */
export interface ConfigurationFieldMessages {
  readonly required: string
  /** @param max the maximum number of characters */
  readonly tooLong: (max: number) => string
  readonly displayNameCharacters: string
  readonly chooseGrouping: string
  readonly chooseMemoryStore: string
  readonly wholeMinutes: string
  readonly address: string
  /** @param max the maximum number of rules per channel */
  readonly tooManyRules: (max: number) => string
  readonly callbackUrl: string
  readonly callbackMethod: string
  readonly tooManyCallbacks: (max: number) => string
  readonly tooManyIntelligence: (max: number) => string
  readonly bridgeServiceId: string
  readonly chatNeedsBridge: string
}

export const englishConfigurationFieldMessages: ConfigurationFieldMessages = {
  required: 'Fill in this field.',
  tooLong: (max) => `Use at most ${max} characters.`,
  displayNameCharacters: 'Use only letters, digits, spaces, hyphens and underscores.',
  chooseGrouping: 'Choose how conversations are grouped.',
  chooseMemoryStore: 'Choose a memory store.',
  wholeMinutes: 'Use a whole number of minutes, 1 or more.',
  address: 'Enter an address such as +15555550142, or * for any.',
  tooManyRules: (max) => `Use at most ${max} rules per channel.`,
  callbackUrl: 'Enter a public URL that starts with https://.',
  callbackMethod: 'Choose POST or GET.',
  tooManyCallbacks: (max) => `Use at most ${max} callbacks.`,
  tooManyIntelligence: (max) => `Use at most ${max} intelligence configurations.`,
  bridgeServiceId: 'Enter a service ID: IS followed by 32 digits or letters from a to f.',
  chatNeedsBridge: 'Chat requires the bridge to a classic service.',
}

/** The path of the list of configurations, or of one configuration. */
export function configurationPath(id?: string): string {
  return `/v2/ControlPlane/Configurations${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
}

/** From the newer API descriptions. The oldest adds PUT, DELETE and PATCH: accepted in responses only. */
export const STATUS_CALLBACK_METHODS = ['POST', 'GET'] as const
/** Per channel. Stated only in Twilio's guidance for agents; the schema has no limit. */
export const MAX_CAPTURE_RULES = 100
/**
 * Per account. Twilio's guidance for agents calls it a hard limit, its page on core concepts says "as many as
 * you need", and the API descriptions say nothing.
 */
export const MAX_CONFIGURATIONS = 10
/** The limit for requests. Responses may contain up to 20. */
export const MAX_STATUS_CALLBACKS = 2
export const MAX_INTELLIGENCE_CONFIGURATIONS = 5

/** The fields that a request to create, replace or change a configuration can contain (twilio 6.3.1). */
const REQUEST_FIELDS = new Set([
  'displayName',
  'description',
  'conversationGroupingType',
  'memoryStoreId',
  'channelSettings',
  'statusCallbacks',
  'intelligenceConfigurationIds',
  'memoryExtractionEnabled',
  'conversationsV1Bridge',
])
/** Fields that the server itself sets with every change, so a PUT cannot lose them. */
const SERVER_FIELDS = new Set(['id', 'createdAt', 'updatedAt', 'version'])

/**
 * The names of the fields of a stored configuration that have a value and that no request can contain, such as
 * `redactionConfigurationId`, and fields that are newer than this library. A PATCH leaves them as they are. A
 * PUT replaces the whole configuration without them, and Twilio does not document whether they are kept.
 */
export function listUnsentFields(configuration: Configuration): string[] {
  return Object.entries(configuration)
    .filter(([field, value]) => !REQUEST_FIELDS.has(field) && !SERVER_FIELDS.has(field) && hasContent(value))
    .map(([field]) => field)
}

function hasContent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}
