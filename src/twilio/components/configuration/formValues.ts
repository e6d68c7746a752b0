import type {
  Channel,
  ChannelSettings,
  ConversationGroupingType,
  StatusCallback,
} from '../../api/configuration.ts'
import { toTypedNumber, toTypedText } from '../form/typedText.ts'

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

/** URI schemes that links and other programs put before a phone number. No channel uses them. */
const DIALLING = /^(?:tel|callto|sms):(?:\/\/)?/i

/**
 * Normalizes a typed address. A phone number loses the separators between its digits, and a leading 00
 * becomes a plus sign. Any other text is only trimmed. On a channel without phone numbers, only text that
 * starts with a plus sign counts as one.
 */
export function toAddress(typed: string, channel: ChannelKey): string {
  const text = toTypedNumber(typed).replace(DIALLING, '')
  const parts = /^([a-z]+:)? *(\+|00)?([\d ().\p{Pd}\u2212\u30FC\u2044/]+)$/iu.exec(text)
  const [, scheme = '', prefix = '', digits = ''] = parts ?? []
  if (!parts || !(hasNumber(channel) || prefix === '+')) return toTypedText(typed)
  // In +44 (0)20 …, the zero is dialled only without the country code.
  const dialled = prefix === '' ? digits : digits.replace(/\( *0 *\)/, '')
  return `${scheme.toLowerCase()}${prefix === '' ? '' : '+'}${dialled.replaceAll(/\D/g, '')}`
}

/** ITU-T E.164: a plus sign and at most 15 digits, the first not 0. We also require at least 7. */
export function isPhoneNumber(address: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(address)
}

/** One capture rule as it is sent, and the form row it comes from. */
interface SentRule {
  readonly body: { from: string; to: string; metadata?: Record<string, string> }
  /** Index in `rules`; `undefined` for the rules of the phone number. */
  readonly row: number | undefined
  /** True for the reverse rule: its `from` was typed as `to`. */
  readonly isWayBack: boolean
}

/** The rules of one channel, in sending order. A rule has one direction: both directions take two. */
export function toCaptureRules(
  channel: ChannelKey,
  { capturesNumber, number, rules }: ChannelFormValues,
): SentRule[] {
  const phone = { from: '*', to: number, isTwoWay: true, metadata: toNumberMetadata(channel) }
  const rows = rules.map((rule, row) => ({ rule, row }))
  return [
    ...(capturesNumber && hasNumber(channel) ? [{ rule: phone, row: undefined }] : []),
    ...rows,
  ].flatMap(({ rule, row }) => {
    const from = toAddress(rule.from, channel)
    const to = toAddress(rule.to, channel)
    const filled = Object.entries(rule.metadata).filter(([, value]) => value !== '')
    const more = filled.length > 0 ? { metadata: Object.fromEntries(filled) } : {}
    const there: SentRule = { body: { from, to, ...more }, row, isWayBack: false }
    const back: SentRule = { body: { from: to, to: from, ...more }, row, isWayBack: true }
    return rule.isTwoWay && from !== to ? [there, back] : [there]
  })
}
