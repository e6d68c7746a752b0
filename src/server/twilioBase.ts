import type { OrchestratorApi } from './orchestratorRoutes.ts'
import type { UpstreamBase } from './upstreamBase.ts'

/** Where at Twilio: both are one label of a host name. */
export interface TwilioPlace {
  readonly region: string | undefined
  readonly edge: string | undefined
}

/** The edge beside each region. Hosts with a region and no edge were given up in April 2026, but for US1. */
export const edgeOf: Readonly<Record<string, string | undefined>> = {
  au1: 'sydney',
  br1: 'sao-paulo',
  de1: 'frankfurt',
  ie1: 'dublin',
  jp1: 'tokyo',
  jp2: 'osaka',
  sg1: 'singapore',
  us1: 'ashburn',
  us2: 'umatilla',
}

/**
 * Twilio's own host of an API: `conversations.twilio.com`, or `conversations.dublin.ie1.twilio.com`. An edge alone
 * leads to US1.
 */
export function twilioBase(api: OrchestratorApi, { region, edge }: TwilioPlace): UpstreamBase {
  const place = edge === undefined ? [region] : [edge, region ?? 'us1']
  const host = [api, ...place.filter((part) => part !== undefined), 'twilio', 'com'].join('.')
  return { origin: `https://${host}`, prefix: '' }
}

/** Whether a region or an edge can be part of a host name, and of nothing else. */
export function isPlaceName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)
}
