import { mapStrings, readJsonType, toJson } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import { strikeSecrets } from '../settings/redactSecrets.ts'
import type { Route } from '../settings/routes.ts'
import type { UpstreamAnswer } from './askUpstream.ts'
import { checkRedirect } from './checkRedirect.ts'
import { rerootReference } from './rerootReference.ts'
import type { UrlSettings } from './rewriteUrls.ts'
import { checkLeaks, isWithoutBody, notJson, passedHeaders, REDIRECT_STATUS } from './sanitizeResponse.ts'
import type { SanitizedResponse } from './sanitizeResponse.ts'

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
