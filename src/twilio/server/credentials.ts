import type { UpstreamBase } from '../../server/settings/allowList.ts'
import { spellSecrets } from '../../server/settings/credentials.ts'
import type { Credentials } from '../../server/settings/credentials.ts'
import type { OrchestratorApi } from './orchestratorRoutes.ts'

/** A Twilio API key SID (`SK…`) and its secret, or for local tests an Account SID (`AC…`) and auth token. */
export interface OrchestratorCredentials {
  readonly username: string
  readonly password: string
}

/**
 * HTTP Basic credentials (RFC 7617) from a user name and a password.
 *
 * @throws {TypeError} if one is missing or cannot be sent; the message names the field, not its value.
 */
export function basicCredentials(credentials: unknown): Credentials {
  const username = readField(credentials, 'username', /^[\x21-\x39\x3b-\x7e]+$/)
  const password = readField(credentials, 'password', /^[\x21-\x7e]+$/)
  const pair = `${username}:${password}`
  return {
    account: username,
    headers: { Authorization: `Basic ${btoa(pair)}` },
    query: {},
    secrets: spellSecrets([pair, password]),
  }
}

function readField(credentials: unknown, name: 'username' | 'password', pattern: RegExp): string {
  const value: unknown =
    typeof credentials === 'object' && credentials !== null ? Reflect.get(credentials, name) : undefined
  if (typeof value === 'string' && pattern.test(value)) return value
  const what =
    typeof value === 'string' && value !== '' ? 'has a character that cannot be sent' : 'is missing'
  throw new TypeError(
    `createOrchestratorProxy: credentials.${name} ${what}. Twilio refuses every request without HTTP Basic ` +
      'credentials. Pass { username: <API key SID>, password: <API key secret> } from your server’s ' +
      'secret store; check that the variable is set and has no space, line break or (in the username) colon.',
  )
}

/** A location at Twilio. Each part is one label of a host name. */
export interface TwilioPlace {
  readonly region: string | undefined
  readonly edge: string | undefined
}

/** The edge of each region. Twilio retired hosts with a region and no edge in April 2026, except for US1. */
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
 * Twilio's own host for an API: `conversations.twilio.com`, or `conversations.dublin.ie1.twilio.com`. An edge
 * without a region uses US1.
 */
export function twilioBase(api: OrchestratorApi, { region, edge }: TwilioPlace): UpstreamBase {
  const place = edge === undefined ? [region] : [edge, region ?? 'us1']
  const host = [api, ...place.filter((part) => part !== undefined), 'twilio', 'com'].join('.')
  return { origin: `https://${host}`, prefix: '' }
}

/** Whether a region or an edge is a single label of a host name (at most 63 characters). */
export function isPlaceName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)
}
