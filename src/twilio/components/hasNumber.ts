import type { ChannelKey } from './configurationFormValues.ts'

/** Whether a channel is reached at phone numbers. RCS has agents, and chat identities. */
export function hasNumber(channel: ChannelKey): boolean {
  return channel !== 'rcs' && channel !== 'chat'
}
