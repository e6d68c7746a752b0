import type { OrchestratorApi } from './orchestratorRoutes.ts'
import type { UpstreamBase } from './upstreamBase.ts'

/** Where at Twilio: both are one label of a host name. */
export interface TwilioPlace {
  readonly region: string | undefined
  readonly edge: string | undefined
}

const label = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/**
 * Twilio's own host of an API: `conversations.twilio.com`, `conversations.ie1.twilio.com`,
 * `conversations.dublin.ie1.twilio.com`. An edge alone leads to US1.
 */
export function twilioBase(api: OrchestratorApi, { region, edge }: TwilioPlace): UpstreamBase {
  const place = edge === undefined ? [region] : [edge, region ?? 'us1']
  const host = [api, ...place.filter((part) => part !== undefined), 'twilio', 'com'].join('.')
  return { origin: `https://${host}`, prefix: '' }
}

/** Whether a region or an edge can be part of a host name, and of nothing else. */
export function isPlaceName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && label.test(value)
}
