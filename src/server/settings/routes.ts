import { ProxyError, internalError } from '../http/ProxyError.ts'
import type { ProxyOptions } from './proxyOptions.ts'
import { invalid } from './proxyOptions.ts'

/** One entry of the allow-list. A request without an entry is never forwarded. */
export interface Route {
  /** What it does, as `resource.verb`. */
  readonly action: string
  /** Which of the API's hosts serves it. */
  readonly api: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Literal segments, and segments with one ID: `{…}`, also with literal text around it. */
  readonly path: string
  /** What each `{…}` must match. */
  readonly idPattern: Pick<RegExp, 'test'>
  /** Whether a body is expected. Otherwise it is never read. */
  readonly hasBody: boolean
  /** The documented query parameters, each with a pattern for its value. */
  readonly query: Readonly<Record<string, RegExp>>
  /** Whether it reads an operation's status. */
  readonly isStatus: boolean
  /** Whether the API's own path ends in a slash. */
  readonly endsInSlash?: boolean
  /** Whether its response is a file. */
  readonly isFile?: boolean
  /** The request headers that are sent to the API as they are. */
  readonly headers?: readonly string[]
}

/** What the proxy needs to know about the API behind it. */
export interface ProxiedApi {
  /** The function that the application calls, for error messages. */
  readonly factory: string
  /** The allow-list. */
  readonly routes: readonly Route[]
  /** The path of each API's operations, without the operation's ID. */
  readonly operationsPath: Readonly<Record<string, string>>
  readonly operationIdPattern: RegExp
  /** The response headers that the browser needs, each with a pattern for its value. */
  readonly responseHeaders: Readonly<Record<string, RegExp>>
  /** The response headers whose value is a URL. */
  readonly urlHeaders: readonly string[]
  /** The members of JSON responses whose value is a URL, for an API that takes any JSON. */
  readonly urlFields?: readonly string[]
  /** Whether bodies may be any JSON, or empty; otherwise they are JSON objects. */
  readonly takesAnyJson?: boolean
}

/** An entry of the allow-list, and the IDs in the path. */
export interface RouteMatch {
  readonly route: Route
  readonly ids: readonly string[]
}

/**
 * Returns the allow-list entries for a path, one per method; empty if the path is not on the list. The path
 * is compared as it was sent: no segment is decoded, so an escape, a dot, a semicolon or a double slash never
 * matches.
 */
export function matchRoutes(routes: readonly Route[], path: string): readonly RouteMatch[] {
  const segments = path.split('/')
  return routes.flatMap((route) => {
    const ids = matchSegments(route, segments)
    return ids === undefined ? [] : [{ route, ids }]
  })
}

function matchSegments(route: Route, segments: readonly string[]): string[] | undefined {
  const wanted = route.path.split('/')
  if (wanted.length !== segments.length) return undefined
  const ids: string[] = []
  for (const [index, segment] of segments.entries()) {
    const id = readSegment(wanted[index] ?? '', segment)
    if (id === undefined || (id !== '' && !route.idPattern.test(id))) return undefined
    if (id !== '') ids.push(id)
  }
  return ids
}

/** The ID in a segment; empty if the segment is literal, undefined if it does not match. */
function readSegment(wanted: string, segment: string): string | undefined {
  const [, before = '', after = ''] = placeholder.exec(wanted) ?? []
  if (!wanted.includes('{')) return wanted === segment ? '' : undefined
  const id = segment.slice(before.length, segment.length - after.length)
  return id !== '' && before + id + after === segment ? id : undefined
}

/** A segment with an ID: the text before and after it. */
const placeholder = /^([^{]*)\{[^}]*\}(.*)$/

/** The refusal of a path that is not on the allow-list. `cause` is for the log. */
function notListed(cause?: TypeError): ProxyError {
  const detail = 'The proxy only forwards paths on its allow-list, spelled without percent-encoding.'
  return new ProxyError(404, 'not-found', 'Not found', detail, cause === undefined ? {} : { cause })
}

/**
 * Returns the allowed methods of a path.
 *
 * @throws {ProxyError} 404 if the path is not on the allow-list.
 */
export function readMethods(routes: readonly Route[], path: string): string[] {
  const methods = matchRoutes(routes, path).map(({ route }) => route.method)
  if (methods.length === 0) throw notListed()
  return methods
}

/**
 * Finds the allow-list entry for a request.
 *
 * @throws {ProxyError} 404 for another path, 405 for another method.
 */
export function readRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const match = matchRoutes(routes, path).find(({ route }) => route.method === method)
  if (match !== undefined) return match
  const allow = readMethods(routes, path).join(', ')
  const detail = `This path only supports ${allow}.`
  throw new ProxyError(405, 'method-not-allowed', 'Method not allowed', detail, { headers: { Allow: allow } })
}

/** The path that requests arrive under, and the path that the browser uses. */
export interface Mount {
  readonly basePath: string
  readonly publicPath: string
  /** Whether the application passed `publicPath`, which overrides any hint in a request. */
  readonly isPublicPathGiven: boolean
}

const plainPath = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.~-]+)*\/?$/

/** @throws {TypeError} for an invalid path, and for an empty `basePath` without a `publicPath`. */
export function readMount({ basePath, publicPath }: ProxyOptions, factory: string): Mount {
  const arrives = readPath(
    factory,
    'basePath',
    basePath,
    'The allow-list is compared with the rest of the path',
  )
  const isPublicPathGiven = publicPath !== undefined
  if (arrives === '' && !isPublicPathGiven) {
    throw invalid(
      factory,
      'publicPath is missing, and basePath is empty',
      'The URLs in every response start with the path that the browser uses, ' +
        'and requests do not contain it if a router strips it',
      "Pass publicPath: '/api/twilio', or publicPath: '' if the proxy owns the whole host.",
    )
  }
  const seen = isPublicPathGiven
    ? readPath(factory, 'publicPath', publicPath, 'The URLs in every response start with it')
    : arrives
  return { basePath: arrives, publicPath: seen, isPublicPathGiven }
}

function readPath(factory: string, name: string, value: unknown, why: string): string {
  if (typeof value === 'string' && plainPath.test(value)) return value.replace(/\/$/, '')
  throw invalid(factory, `${name} is not a plain path`, why, "Pass a path such as '/api/twilio'.")
}

/**
 * Returns the path after `basePath` in a request's URL, and the query. Decodes nothing. Removes only the
 * slashes that frontends add on their own: a second one after `basePath`, and one at the end.
 *
 * @throws {ProxyError} 404 if the path is not under `basePath`.
 */
export function readTarget(
  url: string,
  { basePath }: Mount,
  api: ProxiedApi,
): { path: string; query: string } {
  const [, path = '', query = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? []
  if (path.startsWith(`${basePath}/`))
    return { path: withoutLastSlash(path.slice(basePath.length)).replace(/^\/\/(?!\/)/, '/'), query }
  throw notListed(misplaced(path, basePath, api))
}

/**
 * Refuses a request if a gateway reports that it stripped part of the path, unless the application passed
 * `publicPath`. The API would do the work, but the page could not follow the URLs in the response.
 *
 * @throws {ProxyError} 500 in that case.
 */
export function checkStripped(
  request: Request,
  { basePath, isPublicPathGiven }: Mount,
  { factory }: ProxiedApi,
): void {
  const prefix = isPublicPathGiven ? '' : strippedPrefix(request)
  if (prefix === '') return
  throw internalError(
    new TypeError(
      `${factory}: a gateway has stripped ${prefix} from the path, so the URLs in the responses ` +
        'would lead the browser to the wrong place. Nothing was sent to the API. ' +
        `Pass publicPath: '${prefix}${basePath}', or whatever path the browser uses.`,
    ),
  )
}

/**
 * The stripped prefix as reported by Traefik, Spring Cloud Gateway and others. Next.js does not report it.
 */
function strippedPrefix(request: Request): string {
  const prefix = request.headers.get('X-Forwarded-Prefix') ?? ''
  return plainPath.test(prefix) ? prefix.replace(/\/$/, '') : ''
}

const maxMisplacedChars = 1024

/** An error for the log if the path would match the allow-list after a prefix other than `basePath`. */
function misplaced(path: string, basePath: string, { routes, factory }: ProxiedApi): TypeError | undefined {
  // Anyone can send a long path, and each of its ends is compared with all routes.
  if (path.length > maxMisplacedChars) return undefined
  const own = withoutLastSlash(path)
  for (let start = 0; start !== -1; start = own.indexOf('/', start + 1)) {
    if (matchRoutes(routes, own.slice(start)).length === 0) continue
    const prefix = path.slice(0, start)
    if (!plainPath.test(prefix) && prefix !== `/${basePath}`) return undefined
    return new TypeError(
      `${factory}: a request for the API arrived under '${prefix}' instead of basePath ` +
        `'${basePath}'. Set basePath to the path that requests arrive with. If a router or gateway strips ` +
        'or adds a part of the path, also set publicPath to the path that the browser uses.',
    )
  }
  return undefined
}

function withoutLastSlash(path: string): string {
  return path.replace(/([^/])\/$/, '$1')
}
