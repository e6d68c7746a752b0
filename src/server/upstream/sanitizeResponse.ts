import { toJson } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import type { ProxiedApi, Route } from '../settings/routes.ts'
import type { UpstreamAnswer } from './askUpstream.ts'
import type { UrlSettings } from './rewriteUrls.ts'
import { rewriteUrls } from './rewriteUrls.ts'

/** The response headers that a page of an allowed origin may read. CORS hides the others. */
export function exposedHeaders({ responseHeaders, urlHeaders, takesAnyJson }: ProxiedApi): string {
  const own = takesAnyJson === true ? [REDIRECT_STATUS] : []
  return [...Object.keys(responseHeaders), ...urlHeaders, ...own].join(', ')
}

/**
 * Says in a 200 that the API has responded with a redirect, whose target a page could not read. Of an API, it
 * is never passed on.
 */
export const REDIRECT_STATUS = 'Redirect-Status'

/** The upstream headers that the browser needs, each only in its documented form. Drops all others. */
export function passedHeaders(upstream: Headers, { responseHeaders }: ProxiedApi): Headers {
  const passed = new Headers()
  for (const [name, pattern] of Object.entries(responseHeaders)) {
    const value = upstream.get(name)
    if (value !== null && pattern.test(value)) passed.set(name, value)
  }
  return passed
}

/** A response of the API that is safe for the browser. `text` is its JSON, empty if it has none. */
export interface SanitizedResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** A file, instead of JSON. */
  readonly file?: Uint8Array<ArrayBuffer>
}

/**
 * Turns a response of the API into one for the browser: its JSON, serialized again with our own URLs, its
 * status, and only the listed headers.
 *
 * @throws {ProxyError} if it is not JSON, or contains a foreign URL or the credentials in any spelling.
 */
export function sanitizeResponse(
  answer: UpstreamAnswer,
  route: Route,
  settings: UrlSettings,
  secrets: readonly string[],
): SanitizedResponse {
  const { body, location } = rewriteUrls(answer, route, settings)
  const { status } = answer
  const headers = passedHeaders(answer.headers, settings.api)
  if (location !== undefined) headers.set('Location', location)
  const isEmpty = isWithoutBody(status)
  const text = body === undefined || isEmpty ? '' : toJson(body)
  checkLeaks([text, ...headers.values()], secrets)
  if (isEmpty && route.method !== 'GET') return { status: 204, headers, text }
  if (body === undefined || isEmpty) throw notJson(status, headers)
  headers.set('Content-Type', contentTypeOf(answer))
  return { status, headers, text }
}

/** A 204 and a 205 have no body (RFC 9110, 15.3.5 and 15.3.6), whatever the upstream sent. */
export function isWithoutBody(status: number): boolean {
  return status === 204 || status === 205
}

/** @throws {ProxyError} 502 if a text contains the credentials in any spelling. */
export function checkLeaks(outgoing: readonly string[], secrets: readonly string[]): void {
  if (!secrets.some((secret) => outgoing.some((part) => part.includes(secret)))) return
  const detail = 'The response of the API contained the credentials of this proxy and is not passed on.'
  throw new ProxyError(502, 'upstream-leak', 'Bad gateway', detail)
}

export function contentTypeOf(answer: UpstreamAnswer): string {
  const isProblem = /^application\/problem\+json/i.test(answer.headers.get('Content-Type') ?? '')
  return isProblem ? 'application/problem+json' : 'application/json'
}

/** Keeps an error status and its Retry-After, because a gateway often sends a 429 or 503 as HTML. */
export function notJson(status: number, headers: Headers, expected = 'a JSON object'): ProxyError {
  const detail = `The API responded with ${status} and a body that is broken or not ${expected}.`
  return status >= 400
    ? new ProxyError(status, 'upstream-not-json', 'The API responded without JSON', detail, { headers })
    : new ProxyError(502, 'upstream-not-json', 'Bad gateway', detail, { headers })
}
