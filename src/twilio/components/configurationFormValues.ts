import type { ConversationGroupingType } from '../api/configuration.ts'

/** What the form's fields of one channel hold, as typed. */
export interface ChannelFormValues {
  isOn: boolean
  /** Minutes. Empty leaves it out. */
  inactive: string
  /** Minutes. Empty leaves it out. */
  closed: string
  capturesNumber: boolean
  number: string
}

/** What the form's fields hold, as typed. */
export interface ConfigurationFormValues {
  displayName: string
  description: string
  conversationGroupingType: ConversationGroupingType
  memoryStoreId: string
  memoryExtractionEnabled: boolean
  sms: ChannelFormValues
  voice: ChannelFormValues
}

/** What an application may fill in beforehand. */
export type ConfigurationFormDefaults = Partial<Omit<ConfigurationFormValues, 'sms' | 'voice'>> & {
  readonly sms?: Partial<ChannelFormValues>
  readonly voice?: Partial<ChannelFormValues>
}

// The starting points that Twilio's page on the lifecycle of conversations recommends for messaging.
const EMPTY_CHANNEL: ChannelFormValues = {
  isOn: false,
  inactive: '10',
  closed: '60',
  capturesNumber: true,
  number: '',
}

/** The form's first values. */
export function toFormValues({
  sms,
  voice,
  ...rest
}: ConfigurationFormDefaults = {}): ConfigurationFormValues {
  return {
    displayName: '',
    description: '',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: '',
    memoryExtractionEnabled: true,
    ...rest,
    sms: { ...EMPTY_CHANNEL, ...sms },
    voice: { ...EMPTY_CHANNEL, ...voice },
  }
}
