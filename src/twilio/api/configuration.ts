/** How conversations are grouped under a configuration. */
export const CONVERSATION_GROUPING_TYPES = [
  'GROUP_BY_PROFILE',
  'GROUP_BY_PARTICIPANT_ADDRESSES',
  'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
] as const
/** One of {@link CONVERSATION_GROUPING_TYPES}. */
export type ConversationGroupingType = (typeof CONVERSATION_GROUPING_TYPES)[number]

/** Channels that have settings of their own. `CHAT` works only together with `conversationsV1Bridge`. */
export const CHANNELS = ['VOICE', 'SMS', 'RCS', 'WHATSAPP', 'CHAT'] as const
/** One of {@link CHANNELS}. */
export type Channel = (typeof CHANNELS)[number]

/** Which traffic is captured. One direction each; `*` matches any address. */
export interface CaptureRule {
  from: string
  to: string
  metadata?: Record<string, string> | null | undefined
}

/** Minutes without communication after which a conversation changes its state. */
export interface StatusTimeouts {
  inactive?: number | null | undefined
  closed?: number | null | undefined
}

/** The settings of one channel, as the API gives them. */
export interface ChannelSettings {
  statusTimeouts?: StatusTimeouts | null | undefined
  captureRules?: CaptureRule[] | null | undefined
}

/** An address that is called when something happens in a conversation. */
export interface StatusCallback {
  url: string
  method?: string | undefined
}

/**
 * A configuration as the API gives it. Unknown fields are kept, so that what was read can be sent back whole. The
 * sources disagree on what may be null or absent (API reference against Twilio's own response models): both are read.
 */
export interface Configuration {
  [field: string]: unknown
  id: string
  displayName: string
  description?: string | null | undefined
  /** One of {@link CONVERSATION_GROUPING_TYPES}, or a newer one. */
  conversationGroupingType: string
  memoryStoreId?: string | null | undefined
  channelSettings?: Record<string, ChannelSettings | null> | null | undefined
  statusCallbacks?: StatusCallback[] | null | undefined
  intelligenceConfigurationIds?: string[] | null | undefined
  memoryExtractionEnabled?: boolean | null | undefined
  conversationsV1Bridge?: { serviceId: string } | null | undefined
  /** ISO 8601. */
  createdAt?: string | null | undefined
  updatedAt?: string | null | undefined
  /** Counts up with every change. */
  version?: number | null | undefined
}
