import { ProxyError, internalError } from './http/ProxyError.ts'
import type { Credentials } from './settings/credentials.ts'
import type { ProxySettings } from './settings/proxySettings.ts'
import type { RouteMatch } from './settings/routes.ts'

/**
 * Returns the scope that `authorize` grants. Anything but an object with a scope is a refusal.
 *
 * @throws {ProxyError} 401 or 403; 500 if `authorize` throws or returns another status.
 */
export async function readScope(
  request: Request,
  match: RouteMatch,
  { authorize }: Pick<ProxySettings, 'authorize'>,
): Promise<string> {
  let grant: { readonly scope?: unknown; readonly status?: unknown }
  try {
    grant = read(await authorize(request, match))
  } catch (cause) {
    throw internalError(cause)
  }
  const { scope, status } = grant
  if (status === 401)
    throw new ProxyError(401, 'signed-out', 'Sign-in needed', 'No user is signed in.', CHALLENGE)
  const isGranted = typeof scope === 'string' && scope !== ''
  // `authorize` may return its whole session, whose own `status` is a string.
  if (status !== undefined && status !== 403 && (typeof status === 'number' || !isGranted)) {
    throw internalError(
      new TypeError(
        'authorize returned a status other than 401 and 403. Return { status: 401 } if no user is signed ' +
          'in, { scope } to allow the request, and false otherwise.',
      ),
    )
  }
  if (isGranted && status !== 403) return scope
  throw new ProxyError(403, 'not-authorized', 'Not authorized', 'This session is not allowed to do that.')
}

/** A 401 must carry a challenge (RFC 9110, 15.5.2). Browsers show no dialog for one they do not know. */
const CHALLENGE = { headers: { 'WWW-Authenticate': 'Session' } }

function read(grant: unknown): { readonly scope?: unknown; readonly status?: unknown } {
  if (typeof grant !== 'object' || grant === null) return {}
  return { scope: Reflect.get(grant, 'scope'), status: Reflect.get(grant, 'status') }
}

/** Returns the credentials of a scope, and adds them to the secrets that no response or log may contain. */
export async function readCredentials(
  scope: string,
  { credentialsOf, secrets }: Pick<ProxySettings, 'credentialsOf'> & { readonly secrets: Set<string> },
): Promise<Credentials> {
  try {
    const credentials = await credentialsOf(scope)
    for (const secret of credentials.secrets) secrets.add(secret)
    return credentials
  } catch (cause) {
    throw internalError(cause)
  }
}

/**
 * Derives the `Idempotency-Key` that the API gets from the scope and the caller's key. If two tenants on one
 * account use the same key, the API sees two keys, and neither tenant gets the other's 202. Nothing else goes
 * in, so every attempt has the same key. A UUID (RFC 9562) from SHA-256: of version 7 with the same time in ms
 * if the caller's key has one, because some APIs refuse others; otherwise of version 8.
 */
export async function scopedKey(scope: string, key: string): Promise<string> {
  const given = key.toLowerCase()
  const hash = await digest('react-accepted/idempotency-key/1', scope, given)
  const isTimed = /^.{14}7/.test(given)
  const hex = isTimed ? given.replaceAll('-', '').slice(0, 12) + hash.slice(12) : hash
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `${isTimed ? 7 : 8}${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** SHA-256 of a list of strings, in hexadecimal. Hashes JSON, so `['ab', 'c']` and `['a', 'bc']` differ. */
export async function digest(...parts: readonly (string | null | undefined)[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(parts))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
