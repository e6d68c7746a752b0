import type { Channel } from '../api/configuration.ts'
import type { ChannelKey } from './configurationFormValues.ts'

/** The channel that stands at a place in the form. */
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
