import {
  BodyTooLarge,
  DeadlinePassed,
  parseJson,
  readBounded,
  readJsonClaim,
  readJsonType,
  toJson,
  toJsonObject,
  withinDeadline,
} from '../http/body.ts'
import { internalError, ProxyError } from '../http/ProxyError.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'
import type { ProxiedApi, Route } from '../settings/routes.ts'
import { exposedHeaders } from '../upstream/sanitizeResponse.ts'

/**
 * Whether a request may come from a page of another site. That covers writes (CSRF) and reads, which use up
 * the account's rate limit and let a page probe what exists. A followed link is a read too.
 *
 * 1. An `Origin` in `allowedOrigins` passes.
 * 2. Otherwise `Sec-Fetch-Site` decides, because no script can set it and it stays correct behind a proxy
 *    that terminates TLS or renames the host. `same-origin` and `none` (the user, not a page) pass; any other
 *    value is refused, including `same-site`: a sibling subdomain is another application.
 * 3. Without it (plain HTTP other than localhost, or an old browser), `Origin` must be the request's own.
 * 4. Without either, the caller is a program or a very old browser. Such a browser can only send another site
 *    what a form can send: POST, never as JSON, and without headers of its own. PUT, PATCH, DELETE, JSON and
 *    an Idempotency-Key need a preflight, which we refuse. It can also send a read, but the page cannot see the
 *    response.
 */
export function isCrossSite(request: Request, allowedOrigins: ReadonlySet<string>): boolean {
  const origin = request.headers.get('Origin')
  if (origin !== null && allowedOrigins.has(origin)) return false
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  if (origin !== null) return origin !== new URL(request.url).origin
  const isPreflighted =
    readJsonClaim(request.headers.get('Content-Type')) === 'json' ||
    ['Idempotency-Key', 'X-Submission-Id'].some((name) => request.headers.has(name))
  return request.method === 'POST' && !isPreflighted
}

/**
 * The CORS headers of a response: `Vary` always, permission only for an allowed origin. Credentials are
 * included, because `authorize` usually reads the application's cookie.
 */
export function corsHeaders(
  request: Request,
  { allowedOrigins, api }: Pick<ProxySettings, 'allowedOrigins' | 'api'>,
): Headers {
  const headers = new Headers({ Vary: 'Origin' })
  const origin = request.headers.get('Origin')
  if (origin === null || !allowedOrigins.has(origin)) return headers
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Allow-Credentials', 'true')
  headers.set('Access-Control-Expose-Headers', exposedHeaders(api))
  return headers
}

const requestHeaderNames = /^[A-Za-z0-9-]+(?: ?, ?[A-Za-z0-9-]+)*$/

/**
 * The response to a preflight from an allowed origin; the browser may cache it for 600 s. All requested
 * headers are granted, up to 1024 characters: `authorize` may need them, and only the proxy's own list is
 * sent to the API.
 */
export function preflightResponse(request: Request, methods: readonly string[]): Response {
  const asked = request.headers.get('Access-Control-Request-Headers') ?? ''
  const granted = asked.length <= 1024 && requestHeaderNames.test(asked)
  const headers = new Headers({
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': granted
      ? asked
      : 'Content-Type, Idempotency-Key, If-Match, X-Submission-Id',
    'Access-Control-Max-Age': '600',
  })
  return new Response(null, { status: 204, headers })
}

const consumed =
  'The request body was read before it reached the proxy, so there is nothing to send. A body parser runs ' +
  'first: express.json(), the pages API of Next.js, or code that calls request.json(). Put the proxy ' +
  'before it, or turn it off for this path. In the pages API: ' +
  'export const config = { api: { bodyParser: false } }.'

/**
 * Reads the request's body; `undefined` if the route expects none.
 *
 * @throws {ProxyError} 413 above `maxRequestBytes`, 408 after `timeoutMs`, 400 if the body breaks off, 500 if
 *   something else has already read it.
 */
export async function readRequestBody(
  request: Request,
  { hasBody }: Route,
  settings: Pick<ProxySettings, 'maxRequestBytes' | 'timeoutMs'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!hasBody) return undefined
  const { maxRequestBytes, timeoutMs } = settings
  if (request.bodyUsed || request.body?.locked === true) {
    throw internalError(new TypeError(consumed))
  }
  if (Number(request.headers.get('Content-Length')) > maxRequestBytes) throw tooLarge(maxRequestBytes)
  return withinDeadline(
    timeoutMs,
    (signal) => readBounded(request.body, maxRequestBytes, signal),
    request.signal,
  ).catch((cause: unknown) => {
    if (cause instanceof BodyTooLarge) throw tooLarge(maxRequestBytes)
    if (cause instanceof DeadlinePassed) {
      const detail = `The body did not arrive within ${timeoutMs} ms. Nothing was sent to the API.`
      throw new ProxyError(408, 'request-timeout', 'Request timeout', detail)
    }
    throw new ProxyError(400, 'broken-body', 'Broken body', 'The body ended before it was complete.')
  })
}

/** The request for `authorize`, which may consume its body: a copy within `maxRequestBytes`. */
export function withBody(request: Request, bytes: Uint8Array<ArrayBuffer> | undefined): Request {
  if (request.body === null) return request
  const { url, method, headers, signal } = request
  return new Request(url, { method, headers, signal, body: bytes ?? null })
}

/**
 * Parses the body and serializes it again, so that the API reads exactly what was checked here: duplicate
 * members, escapes and byte order marks cannot be read in two ways. Numbers keep their original text. An API
 * that takes any JSON also takes an empty body: null.
 *
 * @throws {ProxyError} 400 if it is not a JSON object in UTF-8, or not the JSON that the API takes.
 */
export function toBodyText(bytes: Uint8Array, { takesAnyJson = false }: ProxiedApi): string | null {
  if (takesAnyJson && bytes.length === 0) return null
  const json = parseJson(bytes)
  const body = takesAnyJson ? json : toJsonObject(json)
  if (body !== undefined) return toJson(body)
  const expected = takesAnyJson ? 'JSON' : 'a JSON object'
  throw new ProxyError(400, 'invalid-body', 'Invalid body', `The body is not ${expected} in UTF-8.`)
}

function tooLarge(maxBytes: number): ProxyError {
  return new ProxyError(413, 'body-too-large', 'Body too large', `A body may have at most ${maxBytes} bytes.`)
}

/**
 * Checks the documented query parameters and encodes them again; unknown names are dropped.
 *
 * @throws {ProxyError} 400 for a parameter that is repeated or malformed.
 */
export function readQuery(query: string, route: Route): string {
  const given = new URLSearchParams(query)
  const passed = new URLSearchParams()
  for (const [name, pattern] of Object.entries(route.query)) {
    const [value, ...others] = given.getAll(name)
    if (value === undefined) continue
    if (others.length > 0 || !pattern.test(value)) {
      const detail = `The query parameter ${name} is repeated, or not in its documented form.`
      throw new ProxyError(400, 'invalid-query', 'Invalid query', detail)
    }
    passed.set(name, value)
  }
  const text = passed.toString()
  return text === '' ? '' : `?${text}`
}

/** A path, and the signature that followed the operation's ID; empty if there was none. */
interface SignedPath {
  readonly path: string
  readonly signature: string
}

/**
 * Splits the signature from an operation's path: `…/Operations/proc_job_1.<signature>`. In the browser it is
 * part of the ID, because only the ID survives there: a query would be lost when the client rebuilds the URL
 * after a reload or from a bare ID.
 */
export function readSignedPath(path: string, { operationsPath }: ProxiedApi): SignedPath {
  const [, folder = '', id = '', signature = ''] =
    /^(.+)\/([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/.exec(path) ?? []
  const isOperation = Object.values(operationsPath).includes(folder)
  return isOperation ? { path: `${folder}/${id}`, signature } : { path, signature: '' }
}

/** A UUID of any version, as in an Idempotency-Key (Conversations v2) and in our own submission IDs. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const printable = /^[\x20-\x7e]{1,1024}$/

/** If-Match has at most 100 characters (Memory v1). */
const ifMatch = /^[\x20-\x7e]{1,100}$/

/**
 * The request headers that are sent to the API, and no others.
 *
 * @throws {ProxyError} 415 for a body that is not JSON, 400 for a malformed header.
 */
export function forwardedHeaders(
  request: Request,
  route: Route,
  { takesAnyJson = false }: ProxiedApi,
): Record<string, string> {
  const headers: Record<string, string> = { Accept: route.isFile === true ? '*/*' : 'application/json' }
  for (const name of route.headers ?? []) {
    copyHeader(request, headers, name, printable, '1 to 1024 printable ASCII characters')
  }
  if (route.method === 'GET') return headers
  if (route.hasBody) {
    const type = request.headers.get('Content-Type')
    if (readJsonClaim(type) === 'other') {
      const detail = 'The API only accepts JSON in UTF-8.'
      throw new ProxyError(415, 'not-json', 'Unsupported media type', detail)
    }
    headers['Content-Type'] = takesAnyJson ? readJsonType(type) : 'application/json'
  }
  copyHeader(request, headers, 'Idempotency-Key', uuid, 'the shape of a UUID')
  copyHeader(request, headers, 'If-Match', ifMatch, '1 to 100 printable ASCII characters')
  return headers
}

/**
 * The ID by which the proxy recognizes a write without an Idempotency-Key if the browser repeats it. It is
 * not sent to the API. `undefined` for a request that needs none.
 *
 * @throws {ProxyError} 400 if it is not a UUID.
 */
export function readSubmissionId(request: Request, { method }: Route): string | undefined {
  if (method === 'GET' || request.headers.has('Idempotency-Key')) return undefined
  return readHeader(request, 'X-Submission-Id', uuid, 'the shape of a UUID')?.toLowerCase()
}

function copyHeader(
  request: Request,
  headers: Record<string, string>,
  name: string,
  pattern: RegExp,
  form: string,
): void {
  const value = readHeader(request, name, pattern, form)
  if (value !== undefined) headers[name] = value
}

function readHeader(request: Request, name: string, pattern: RegExp, form: string): string | undefined {
  const value = request.headers.get(name)
  if (value === null) return undefined
  if (!pattern.test(value)) {
    throw new ProxyError(400, 'invalid-header', 'Invalid request header', `${name} must have ${form}.`)
  }
  return value
}
