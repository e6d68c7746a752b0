import { mapStrings, readJsonType, toJson } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import { strikeSecrets } from '../settings/credentials.ts'
import type { Route, RouteMatch } from '../settings/routes.ts'
import { matchRoutes } from '../settings/routes.ts'
import type { UpstreamAnswer } from './askUpstream.ts'
import type { UrlSettings, SanitizedResponse } from './sanitizeResponse.ts'
import { checkLeaks, isWithoutBody, notJson, passedHeaders, REDIRECT_STATUS } from './sanitizeResponse.ts'

/** A header with a URL that is passed on. Servers of the browser refuse to write control characters. */
const printableUrl = /^[\x20-\x7e]{1,8192}$/
const mediaType = /^[\w.+-]{1,100}\/[\w.+-]{1,100}(?:; ?charset="?[\w-]{1,40}"?)?$/
/** They say nothing about the operation, in any dialect. */
const waitingStatuses = [401, 403, 425, 429]

/**
 * Turns a response of any API into one for the browser: its status, the listed headers, and its JSON, serialized
 * again, with the API's URLs below `publicPath` and `[credentials]` instead of each credential. A redirect
 * becomes a 200 with `Redirect-Status: 303`, and a file an attachment.
 *
 * @throws {ProxyError} 502 if it is too large, has a credential outside of texts, is not JSON, or is a redirect
 *   that does not lead to a result; an error of the API that is not JSON keeps its status, unless a dialect could
 *   take it for the outcome of the operation.
 */
export function cleanResponse(
  answer: UpstreamAnswer,
  route: Route,
  settings: UrlSettings,
  secrets: readonly string[],
  added: readonly string[],
): SanitizedResponse {
  const { status, body, bytes } = answer
  const toUrl = (text: string): string =>
    strikeSecrets(rerootReference(text, route.api, settings, added) ?? text, secrets)
  const headers = cleanHeaders(answer.headers, settings, secrets, toUrl)
  if (answer.isTooLarge === true) throw tooLarge(route, status)
  if (route.isFile === true && status < 300 && bytes !== undefined) {
    return toFile(bytes, answer.headers.get('Content-Type'), headers, secrets)
  }
  const isRedirect = status >= 300 && status < 400
  if (isRedirect) {
    checkRedirect(answer.headers.get('Location') ?? '', route, settings)
    headers.set(REDIRECT_STATUS, '303')
  }
  const names = [...settings.api.urlHeaders, 'Operation-Id']
  const isNamed = route.method !== 'GET' && names.some((name) => headers.has(name))
  if (isWithoutBody(status)) return finish({ status, headers, text: '' }, secrets)
  if (body === undefined && !isRedirect) {
    // A header names the operation, so the body is not needed.
    if (bytes?.length === 0 || (isNamed && status < 300))
      return finish({ status, headers, text: '' }, secrets)
    const isTaken = route.method === 'GET' && status < 500 && !waitingStatuses.includes(status)
    throw notJson(isTaken ? 502 : status, headers, 'JSON')
  }
  headers.set('Content-Type', readJsonType(answer.headers.get('Content-Type')))
  const fields = settings.api.urlFields ?? []
  const cleaned = mapStrings(body === undefined ? {} : body, (text, path) => {
    const isUrl = fields.some((field) => path === field || path.endsWith(`.${field}`))
    return isUrl ? toUrl(text) : strikeSecrets(text, secrets)
  })
  return finish({ status: isRedirect ? 200 : status, headers, text: toJson(cleaned) }, secrets)
}

function cleanHeaders(
  given: Headers,
  { api }: UrlSettings,
  secrets: readonly string[],
  toUrl: (text: string) => string,
): Headers {
  const headers = new Headers()
  for (const [name, value] of passedHeaders(given, api)) headers.set(name, strikeSecrets(value, secrets))
  for (const name of api.urlHeaders) {
    const value = given.get(name)
    if (value !== null && printableUrl.test(value)) headers.set(name, toUrl(value))
  }
  return headers
}

/** A page of another origin cannot embed or render it, whatever its type. */
function toFile(
  file: Uint8Array<ArrayBuffer>,
  type: string | null,
  headers: Headers,
  secrets: readonly string[],
): SanitizedResponse {
  headers.set('Content-Type', type !== null && mediaType.test(type) ? type : 'application/octet-stream')
  headers.set('Content-Disposition', 'attachment')
  headers.set('Content-Security-Policy', "default-src 'none'; sandbox")
  checkLeaks([new TextDecoder('latin1').decode(file)], secrets)
  return finish({ status: 200, headers, text: '', file }, secrets)
}

function finish(response: SanitizedResponse, secrets: readonly string[]): SanitizedResponse {
  checkLeaks([response.text, ...response.headers.values()], secrets)
  return response
}

function tooLarge({ method }: Route, status: number): ProxyError {
  const isAccepted = method !== 'GET' && status < 300
  const detail =
    'The response of the API is larger than maxResponseBytes, and is not passed on in part.' +
    (isAccepted ? ' The API has accepted the request. Sending it again may do the work twice.' : '')
  return new ProxyError(502, 'upstream-too-large', 'Bad gateway', detail)
}

/** What each request to sign in has in its query: OAuth 2.0 (RFC 6749, 4.1.1), SAML 2.0, WS-Federation. */
const signInQueries = [['client_id', 'response_type'], ['SAMLRequest'], ['wa', 'wtrealm']]

/**
 * Refuses a redirect of a status read that does not lead to a result: every dialect would read it as the end of
 * the operation. It leads to the status again, such as with one more slash, to a path of the API without a route,
 * such as its login page, or to another server that signs users in. A relative reference passes.
 *
 * @throws {ProxyError} 502 in these cases.
 */
function checkRedirect(location: string, route: Route, settings: UrlSettings): void {
  const found = findReference(location, route.api, settings)
  const isStatus = found?.matches.some((match) => match.route === route) === true
  if (found === undefined ? !leadsAstray(location, route, settings) : !isStatus) return
  const detail =
    'The API has redirected the read of a status to the status again, to a path without a route, or to a login ' +
    'page. The redirect was not followed. List a route for the result, or let the API respond with a 401.'
  throw new ProxyError(502, 'upstream-redirect', 'Bad gateway', detail)
}

function leadsAstray(location: string, { api }: Route, { ownBases, upstreamOf }: UrlSettings): boolean {
  if (!/^(?:[a-z][\w+.-]*:|[/\\])/i.test(location)) return false
  const { origin } = upstreamOf(api)
  if (!URL.canParse(location, origin)) return true
  const { host, searchParams } = new URL(location, origin)
  const isOwn = ownBases.some((base) => hostOf(base.origin) === host)
  return isOwn || signInQueries.some((names) => names.every((name) => searchParams.has(name)))
}

// Matched as text, before URL parsing: a parser would first normalize dots, escapes, backslashes and tabs.
const plainReference =
  /^(https?:\/\/[\w.:[\]-]+)?((?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~!$&'()*+,=:@-]+)+)(\/?)(?:\?([^#\s]*))?(?:#.*)?$/i

/** A URL of the API that has a route. */
interface Reference {
  readonly path: string
  readonly query: string
  readonly matches: readonly RouteMatch[]
}

/**
 * Finds the routes of a URL that the API `asked` has sent. A host without a scheme's port is the same under `http`
 * and `https`: no request is sent to the URL itself. A path without a host belongs to the upstream that sent it,
 * also if a gateway has removed the path of `upstream` from it.
 */
function findReference(value: string, asked: string, settings: UrlSettings): Reference | undefined {
  const [, origin, path, slash = '', query = ''] = plainReference.exec(value) ?? []
  if (path === undefined) return undefined
  const host = hostOf(origin ?? settings.upstreamOf(asked).origin)
  for (const { api, prefix } of settings.ownBases.filter((base) => hostOf(base.origin) === host)) {
    const isUnder = path.startsWith(`${prefix}/`)
    const candidates = isUnder ? [path.slice(prefix.length), path] : [path]
    for (const own of candidates) {
      const matches = matchRoutes(settings.api.routes, own).filter(({ route }) => route.api === api)
      if (matches.length > 0) return { path: own + slash, query, matches }
    }
  }
  return undefined
}

/**
 * Puts a URL that the API `asked` has sent below `publicPath`, with the query parameters of its route except
 * `added`, which the proxy adds again.
 *
 * @returns undefined for a URL that does not belong to the API
 */
function rerootReference(
  value: string,
  asked: string,
  settings: UrlSettings,
  added: readonly string[],
): string | undefined {
  const found = findReference(value, asked, settings)
  if (found === undefined) return undefined
  const names = found.matches.flatMap(({ route }) => Object.keys(route.query))
  return settings.mount.publicPath + found.path + keepQuery(found.query, names, added)
}

/** Host and port; the port is left out if it is that of the scheme. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function keepQuery(query: string, names: readonly string[], added: readonly string[]): string {
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) => names.includes(name) && !added.includes(name),
  )
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`
}
