import type {
  Channel,
  ChannelSettings,
  ConversationGroupingType,
  StatusCallback,
} from '../../api/configuration.ts'

/** A channel's key in the form. */
export type ChannelKey = Lowercase<Channel>

/** The channels, in page order. */
export const CHANNEL_KEYS = [
  'sms',
  'voice',
  'whatsapp',
  'rcs',
  'chat',
] as const satisfies readonly ChannelKey[]

/** The lists of the form. */
export const CONFIGURATION_LISTS = [
  'sms.rules',
  'voice.rules',
  'whatsapp.rules',
  'rcs.rules',
  'chat.rules',
  'statusCallbacks',
  'intelligenceConfigurationIds',
] as const

/** The form values of one capture rule, as typed. */
export interface CaptureRuleFormValues {
  from: string
  to: string
  /** Captures the reverse direction too, as a second rule: an API rule has one direction. */
  isTwoWay: boolean
  /** Empty values are not sent. */
  metadata: Record<string, string>
}

/** The form values of one channel, as typed. */
export interface ChannelFormValues {
  isOn: boolean
  /** Minutes. Not sent if empty. */
  inactive: string
  /** Minutes. Not sent if empty. */
  closed: string
  /** Captures both directions of `number`. Ignored for RCS and chat, whose senders are not phone numbers. */
  capturesNumber: boolean
  number: string
  /** Rules in addition to those of `number`. */
  rules: CaptureRuleFormValues[]
  /** A list of numbers that are not yet added as rules. */
  numbers: string
}

export interface StatusCallbackFormValues {
  url: string
  method: string
}

/** The form values of a configuration, as typed. */
export interface ConfigurationFormValues extends Record<ChannelKey, ChannelFormValues> {
  displayName: string
  description: string
  /** Empty if nothing is chosen: a stored configuration may have a grouping that is newer than the form. */
  conversationGroupingType: ConversationGroupingType | ''
  memoryStoreId: string
  memoryExtractionEnabled: boolean
  statusCallbacks: StatusCallbackFormValues[]
  intelligenceConfigurationIds: string[]
  /** Empty if there is no bridge. */
  bridgeServiceId: string
}

/**
 * Initial values of the form: single fields as typed, a request body, or a stored configuration. If a channel
 * is given both ways, its typed fields win.
 */
export interface ConfigurationFormDefaults extends Partial<Record<ChannelKey, Partial<ChannelFormValues>>> {
  readonly displayName?: string | undefined
  readonly description?: string | null | undefined
  readonly conversationGroupingType?: ConversationGroupingType | undefined
  readonly memoryStoreId?: string | null | undefined
  readonly memoryExtractionEnabled?: boolean | null | undefined
  readonly channelSettings?: Readonly<Partial<Record<string, ChannelSettings | null>>> | null | undefined
  readonly statusCallbacks?: readonly StatusCallback[] | null | undefined
  readonly intelligenceConfigurationIds?: readonly string[] | null | undefined
  readonly conversationsV1Bridge?: { readonly serviceId: string } | null | undefined
}

/** The form values of every channel. */
export function mapChannels(toValues: (key: ChannelKey) => ChannelFormValues) {
  return {
    sms: toValues('sms'),
    voice: toValues('voice'),
    whatsapp: toValues('whatsapp'),
    rcs: toValues('rcs'),
    chat: toValues('chat'),
  }
}

/** The API's name for a channel. */
export function toChannel(key: ChannelKey): Channel {
  return CHANNEL_OF[key]
}

const CHANNEL_OF: Readonly<Record<ChannelKey, Channel>> = {
  sms: 'SMS',
  voice: 'VOICE',
  whatsapp: 'WHATSAPP',
  rcs: 'RCS',
  chat: 'CHAT',
}

/** Whether the addresses of a channel are phone numbers. RCS has agents, and chat has identities. */
export function hasNumber(channel: ChannelKey): boolean {
  return channel !== 'rcs' && channel !== 'chat'
}

/** The starting points, in minutes, that Twilio's page on the conversation lifecycle recommends. */
export function recommendedTimeouts(channel: ChannelKey): {
  readonly inactive: string
  readonly closed: string
} {
  return { inactive: channel === 'chat' ? '15' : '10', closed: '60' }
}

/**
 * The metadata for the rules of one phone number. The API captures calls over the phone network without a
 * call type too; naming it makes that explicit.
 */
export function toNumberMetadata(channel: ChannelKey): Record<string, string> {
  return channel === 'voice' ? { callType: 'PSTN' } : {}
}
