import type { ChannelKey } from './configurationFormValues.ts'

/** The starting points, in minutes, that Twilio's page on the lifecycle of conversations recommends. */
export function recommendedTimeouts(channel: ChannelKey): {
  readonly inactive: string
  readonly closed: string
} {
  return { inactive: channel === 'chat' ? '15' : '10', closed: '60' }
}
