import type { JsonObject } from '../http/body.ts'
import { toJson, toJsonObject } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'
import type { ProxiedApi, Route } from '../settings/routes.ts'
import { matchRoutes } from '../settings/routes.ts'
import type { UpstreamAnswer } from './askUpstream.ts'

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

function contentTypeOf(answer: UpstreamAnswer): string {
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

/** The settings that decide which URLs are accepted. */
export type UrlSettings = Pick<ProxySettings, 'api' | 'mount' | 'upstreamOf' | 'ownBases'>

/**
 * A URL from an upstream response: `rooted` under our publicPath, `unlisted` if it is on the right host but
 * not on the allow-list, or `foreign` in all other cases.
 */
type RerootedUrl =
  | { readonly kind: 'rooted'; readonly path: string; readonly isStatus: boolean }
  | { readonly kind: 'unlisted' }
  | { readonly kind: 'foreign' }

// Matched as text, before URL parsing: a parser would first normalize dots, escapes, backslashes, tabs and
// characters that only look like those of a host name.
const plainUrl = /^(https?:\/\/[\w.:[\]-]+)?((?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.~-]+)+)\/?$/i

/**
 * Classifies a URL that the API `asked` has sent. Its host must be the configured upstream of the API that
 * its path belongs to, or the API's own host (with or without its region). A path without a host
 * belongs to the upstream that sent it. A server behind a gateway may leave out the gateway's path, because
 * it does not know it.
 */
function rerootUrl(value: unknown, asked: string, settings: UrlSettings): RerootedUrl {
  const parts = typeof value === 'string' ? plainUrl.exec(value) : null
  const path = parts?.[2]
  const origin = parts?.[1] === undefined ? settings.upstreamOf(asked).origin : originOf(parts[1])
  if (path === undefined || origin === undefined) return { kind: 'foreign' }

  let isOwn = false
  for (const { api, prefix } of settings.ownBases.filter((base) => base.origin === origin)) {
    const isUnder = path.startsWith(`${prefix}/`)
    isOwn ||= isUnder
    for (const own of isUnder ? [path.slice(prefix.length), path] : [path]) {
      const match = matchRoutes(settings.api.routes, own).find(({ route }) => route.api === api)
      if (match === undefined) continue
      return { kind: 'rooted', path: `${settings.mount.publicPath}${own}`, isStatus: match.route.isStatus }
    }
  }
  return { kind: isOwn ? 'unlisted' : 'foreign' }
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined
}

/** A response's body and Location, with every URL that the browser follows put under our publicPath. */
interface RewrittenAnswer {
  readonly body: JsonObject | undefined
  readonly location: string | undefined
}

/**
 * Checks and rewrites `statusUrl`, `resultUrl` and `Location`. A foreign URL is handled by the kind of
 * response:
 *
 * - Read: the whole response is refused, because it cannot be trusted.
 * - Accepted write: only the URL is dropped, because sending the request again could do the work twice.
 *   `statusUrl` is then built from `Operation-Id`, which can only lead to the API, and so is that of a 202
 *   whose body was lost. Without an `Operation-Id`, a `Location` that leads to an operation is used; without
 *   either, the result is a 502.
 * - Error: the URL is dropped.
 *
 * A `resultUrl` or `Location` on the right host that the proxy does not serve is always dropped.
 *
 * @throws {ProxyError} 502 for a foreign URL in a read, or an accepted write without a usable operation.
 */
function rewriteUrls(answer: UpstreamAnswer, route: Route, settings: UrlSettings): RewrittenAnswer {
  const { status, headers } = answer
  const body = toJsonObject(answer.body)
  const statusUrl = judge(body?.['statusUrl'], route.api, settings, true)
  const resultUrl = judge(body?.['resultUrl'], route.api, settings)
  const location = judge(headers.get('Location'), route.api, settings)
  let statusPath = statusUrl.path

  if (status < 400 && route.method === 'GET') {
    if (statusUrl.isForeign || resultUrl.isForeign || location.isForeign) {
      const detail =
        'The response contains a URL that does not belong to the API. It was neither followed nor passed on.'
      throw new ProxyError(502, 'foreign-url', 'Bad gateway', detail)
    }
  } else if (status < 400) {
    const isLost = status === 202 && body === undefined
    const isUnnamed = statusPath === undefined && location.isForeign
    if (isLost || isUnnamed || statusUrl.isForeign) statusPath = knownOperation(answer, route.api, settings)
  }
  return { body: withUrls(body, statusPath, resultUrl.path), location: location.path }
}

interface Judged {
  readonly path: string | undefined
  readonly isForeign: boolean
}

function judge(value: unknown, api: string, settings: UrlSettings, isStatus = false): Judged {
  if (value === undefined || value === null) return { path: undefined, isForeign: false }
  const url = rerootUrl(value, api, settings)
  if (url.kind !== 'rooted') return { path: undefined, isForeign: url.kind === 'foreign' || isStatus }
  if (isStatus && !url.isStatus) return { path: undefined, isForeign: true }
  return { path: url.path, isForeign: false }
}

function knownOperation(answer: UpstreamAnswer, api: string, settings: UrlSettings): string {
  const operationId = answer.headers.get('Operation-Id')
  const { operationIdPattern, operationsPath } = settings.api
  if (operationId !== null && operationIdPattern.test(operationId)) {
    return `${settings.mount.publicPath}${operationsPath[api] ?? ''}/${operationId}`
  }
  const location = judge(answer.headers.get('Location'), api, settings, true)
  if (location.path !== undefined) return location.path
  const detail =
    'The API has accepted the request, but identifies the operation only by a URL that does not belong to ' +
    'the API, or not at all. The URL was not followed. Sending the request again may do the work twice, ' +
    'unless it has the same Idempotency-Key.'
  throw new ProxyError(502, 'accepted-without-operation', 'Bad gateway', detail)
}

function withUrls(
  body: JsonObject | undefined,
  statusUrl: string | undefined,
  resultUrl: string | undefined,
): JsonObject | undefined {
  if (body === undefined) return statusUrl === undefined ? undefined : { statusUrl }
  const { statusUrl: _status, resultUrl: _result, ...others } = body
  return {
    ...others,
    ...(statusUrl === undefined ? {} : { statusUrl }),
    ...(resultUrl === undefined ? {} : { resultUrl }),
  }
}
