import { ProxyError } from '../http/ProxyError.ts'

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
export function notListed(cause?: TypeError): ProxyError {
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
