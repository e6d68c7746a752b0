import type {
  Channel,
  ChannelSettings,
  ConversationGroupingType,
  StatusCallback,
} from '../api/configuration.ts'

/** A channel's place in the form. */
export type ChannelKey = Lowercase<Channel>

/** The channels, in the order they stand on the page. */
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

/** What the form's fields of one capture rule hold, as typed. */
export interface CaptureRuleFormValues {
  from: string
  to: string
  /** Captures the way back too: a rule of the API has one direction. */
  isTwoWay: boolean
  /** Empty texts are left out. */
  metadata: Record<string, string>
}

/** What the form's fields of one channel hold, as typed. */
export interface ChannelFormValues {
  isOn: boolean
  /** Minutes. Empty leaves it out. */
  inactive: string
  /** Minutes. Empty leaves it out. */
  closed: string
  /** Both directions of `number`; not for RCS and chat, whose senders are no phone numbers. */
  capturesNumber: boolean
  number: string
  /** Rules beside those of `number`. */
  rules: CaptureRuleFormValues[]
  /** A list of numbers that are to become rules. */
  numbers: string
}

export interface StatusCallbackFormValues {
  url: string
  method: string
}

/** What the form's fields hold, as typed. */
export interface ConfigurationFormValues extends Record<ChannelKey, ChannelFormValues> {
  displayName: string
  description: string
  /** Empty where nothing is chosen: what was read may have a newer one. */
  conversationGroupingType: ConversationGroupingType | ''
  memoryStoreId: string
  memoryExtractionEnabled: boolean
  statusCallbacks: StatusCallbackFormValues[]
  intelligenceConfigurationIds: string[]
  /** Empty where there is no bridge. */
  bridgeServiceId: string
}

/**
 * What an application may fill in beforehand: single fields as typed, or the body of a request, or a configuration that
 * was read. A channel given in both ways is taken as typed.
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
