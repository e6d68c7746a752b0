import type { ChannelKey } from './configurationFormValues.ts'

/**
 * The metadata of the rules of one phone number. Without a call type the API captures calls over the phone network as
 * well; naming it keeps it so.
 */
export function toNumberMetadata(channel: ChannelKey): Record<string, string> {
  return channel === 'voice' ? { callType: 'PSTN' } : {}
}
