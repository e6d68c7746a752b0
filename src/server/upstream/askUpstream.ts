import {
  BodyTooLarge,
  DeadlinePassed,
  parseJson,
  readBounded,
  readJsonClaim,
  withinDeadline,
} from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import type { Credentials } from '../settings/credentials.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'

/** A request to the API, without the credentials. */
export interface UpstreamRequest {
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** The same path and query with the parameters that hold credentials, which replace others of the same name. */
export function withQuery(url: string, { query }: Credentials): string {
  const added = Object.entries(query)
  if (added.length === 0) return url
  const [path = '', given] = url.split('?', 2)
  const all = new URLSearchParams(given)
  for (const [name, value] of added) all.set(name, value)
  return `${path}?${all.toString()}`
}

/** The same headers with those that hold credentials, which replace others of the same name. */
export function withHeaders(
  given: UpstreamRequest['headers'],
  { headers }: Credentials,
): Record<string, string> {
  const replaced = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const kept = Object.entries(given).filter(([name]) => !replaced.has(name.toLowerCase()))
  return { ...Object.fromEntries(kept), ...headers }
}

/** A response of the API. */
export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Headers
  /** The JSON body; undefined if it was empty, broken, too large, or not JSON. */
  readonly body: unknown
  /** The body as it was sent; undefined if it was broken or too large. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  readonly isTooLarge?: boolean
}

/**
 * Sends one request and reads the whole response. A read is aborted when the caller disconnects; a write is
 * not, because the outcome of an aborted write is unknown.
 *
 * @param takesRedirect whether a redirect is a response like others; it is never followed
 * @throws {ProxyError} 502 for a failed connection, a redirect, a status outside 200 to 599, or a caller that
 *   disconnected; 504 at the deadline.
 */
export async function askUpstream(
  url: string,
  init: { method: string; headers: Record<string, string>; body: string | null },
  settings: Pick<ProxySettings, 'fetch' | 'maxResponseBytes' | 'timeoutMs' | 'onError'>,
  caller: AbortSignal | undefined,
  takesRedirect = false,
): Promise<UpstreamAnswer> {
  const isRead = init.method === 'GET'
  const unknown = isRead ? '' : ' It is not known whether the API has accepted the request.'
  const ask = async (signal: AbortSignal): Promise<UpstreamAnswer> => {
    const response = await settings.fetch(url, { ...init, redirect: 'manual', signal })
    if (isRedirect(response) && !(takesRedirect && isLocated(response))) {
      void response.body?.cancel().catch(() => undefined)
      const detail = `The API responded with a redirect, which the proxy never follows.${unknown}`
      throw new ProxyError(502, 'upstream-redirect', 'Bad gateway', detail)
    }
    if (!isStatus(response.status)) {
      void response.body?.cancel().catch(() => undefined)
      const detail = `The API responded with an invalid HTTP status.${unknown}`
      throw new ProxyError(502, 'upstream-status', 'Bad gateway', detail)
    }
    const { status, headers } = response
    return { status, headers, ...(await readBody(response, signal)) }
  }
  const readBody = async (
    response: Response,
    signal: AbortSignal,
  ): Promise<Pick<UpstreamAnswer, 'body' | 'bytes' | 'isTooLarge'>> => {
    try {
      const bytes = await readBounded(response.body, settings.maxResponseBytes, signal)
      const claim = readJsonClaim(response.headers.get('Content-Type'))
      return { body: claim === 'other' ? undefined : parseJson(bytes), bytes }
    } catch (error) {
      signal.throwIfAborted()
      settings.onError(error)
      return { body: undefined, bytes: undefined, isTooLarge: error instanceof BodyTooLarge }
    }
  }
  try {
    return await withinDeadline(settings.timeoutMs, ask, isRead ? caller : undefined)
  } catch (cause) {
    if (cause instanceof ProxyError) throw cause
    if (isRead && caller?.aborted === true) {
      throw new ProxyError(502, 'caller-left', 'Bad gateway', 'The caller left before the API responded.')
    }
    if (cause instanceof DeadlinePassed) {
      const detail = `The API did not respond within ${settings.timeoutMs} ms.${unknown}`
      throw new ProxyError(504, 'upstream-timeout', 'Gateway timeout', detail, { cause })
    }
    const detail = `The connection to the API failed.${unknown}`
    throw new ProxyError(502, 'upstream-unreachable', 'Bad gateway', detail, { cause })
  }
}

/** Whether a `Response` can have this status (Fetch Standard: 200 to 599). Servers send others, up to 999. */
function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 599
}

/** Whether a redirect names its target. */
function isLocated({ status, headers }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.has('Location')
}

function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)
}
