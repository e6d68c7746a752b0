import { readId } from './json.ts'
import type { OperationIdentity, OperationsApi } from './operation.ts'

/**
 * An http(s) URL without user and password, or a reference without a host, followed by a path and a query.
 * The path must not lead out of itself: no dot segment (some servers treat `..;` as one) except at the very
 * start of a relative reference, and no encoded dot, slash, backslash or control character, even if overlong
 * or encoded several times. Everything else that RFC 3986 allows is accepted, and also `|`, which browsers do
 * not encode either.
 *
 * Servers should support 8 000 characters (RFC 9110, section 4.1). Above 8 192 they are refused, never cut.
 */
const STATUS_URL =
  /^(?=.{1,8192}$)(https?:\/\/[\w.:[\]-]+(?![^/?])|(?![\w+.-]*:|\/\/)(\.\.?\/){0,9})(?!([^?]*\/)?\.\.?([/;?]|$))(?![^?]*%(25)*(2[ef]|5c|c?[01]|7f))(%[\da-f]{2}|[\w!$&-/:;=?@[\]|~])*$/i
/** The base for relative URLs if there is no page. Nothing is ever sent there. */
export const NO_PAGE = 'http://x.invalid'
const PLACE = '{operationId}'
const SEGMENT = /^[^/?]+$/

/** True if `value` is an operation's ID rather than a URL or a path. */
export function isOperationId(value: string): boolean {
  return /^[\w~.:-]+$|^[^/?:]+$/.test(value) && STATUS_URL.test(`/${value}`)
}

/**
 * Turns a status URL (`statusUrl`, `Location`) into an identity, so that no origin is ever stored or
 * followed. Accepts what RFC 3986 allows and what is below `baseUrl` or one of `ownOrigins`, and drops the
 * fragment. `http:` and `https:` are equal here, and so are the names of this machine: no request is sent to
 * the URL itself.
 *
 * @param pageUrl the page's own URL, for a `baseUrl` that is only a path
 * @param requestUrl the requested URL: relative references are resolved against it first, then against
 *   `baseUrl`
 * @returns `undefined` for any other URL
 */
export function readStatusUrl(
  url: string,
  apis: readonly OperationsApi[],
  pageUrl = NO_PAGE,
  requestUrl = '',
): OperationIdentity | undefined {
  const [reference = ''] = url.split('#', 1)
  for (const api of STATUS_URL.test(reference) ? apis : []) {
    const roots = [api.baseUrl, ...(api.ownOrigins ?? [])].flatMap((root) => parse(toUrl(root, '/'), pageUrl))
    for (const from of [requestUrl, ''].flatMap((one) => parse(one, roots[0]))) {
      const path = readPath(reference, from, roots)
      const operationId = path && (api.operationPath ? readTemplate(path, api.operationPath) : path)
      if (!operationId) continue
      const isWhole = toPath(operationId, api.operationPath) === path
      const identity = { api: api.api, operationId, ...(!isWhole && { statusPath: path }) }
      if (toOperationUrl(identity, api) !== undefined) return identity
    }
  }
  return undefined
}

/**
 * The URL to read an operation's status from, built from `baseUrl` and the operation's identity; `undefined`
 * if it would lead elsewhere. Without `operationPath` the ID itself is the first path. The identity is untrusted
 * input.
 */
export function toOperationUrl(
  { operationId, statusPath }: Pick<OperationIdentity, 'operationId'> & Partial<OperationIdentity>,
  { baseUrl, operationPath }: OperationsApi,
): string | undefined {
  const [id = ''] = operationId.split('#', 1)
  const path = statusPath || toPath(id, operationPath)
  const isOne = operationPath
    ? SEGMENT.test(id) && (!statusPath || readTemplate(path, operationPath) === id)
    : /^(?:\/(?!\/)|\?)./.test(path)
  if (!isOne || !STATUS_URL.test(path)) return undefined
  // A status URL that has a query has all of it: the query of `baseUrl` is not added.
  return toUrl(path.includes('?') ? baseUrl.replace(/\?.*/, '') : baseUrl, path)
}

/**
 * Another URL that a response names, such as where an operation is cancelled, as path and query below `baseUrl`. A
 * URL elsewhere gives `undefined`: nothing is ever sent there.
 *
 * @param url the requested URL
 */
export function readNamedPath(
  reading: unknown,
  name: string,
  api: OperationsApi,
  pageUrl: string | undefined,
  url: string,
): string | undefined {
  const named = readId(reading, name)
  const { operationPath: _, ...plain } = api
  return named && readStatusUrl(named, [plain], pageUrl, url)?.operationId
}

/** The URL of a path from `readNamedPath`; `undefined` if it would lead elsewhere. The path is untrusted input. */
export function toNamedUrl(path: string, api: OperationsApi): string | undefined {
  const { operationPath: _, ...plain } = api
  return toOperationUrl({ operationId: path }, plain)
}

/** Joins `baseUrl`, with or without a trailing slash, and `path`, and adds the query of `baseUrl`. */
export function toUrl(baseUrl: string, path: string): string {
  const [root = '', query] = baseUrl.split('?')
  return root.replace(/\/+$/, '') + path + (query ? (path.includes('?') ? '&' : '?') + query : '')
}

/**
 * Path and query of a reference, relative to the first root that contains it. An absolute path outside all
 * roots is kept as it is; anything else outside them gives `undefined`.
 */
function readPath(reference: string, from: URL, roots: readonly URL[]): string | undefined {
  const isAbsolute = /^https?:/i.test(reference)
  const isPath = reference.startsWith('/')
  /** Host and path, with one name for this machine, and without the host if the reference has none. */
  const toPlace = ({ host, pathname }: URL) =>
    (isAbsolute ? host.replace(/^127\.0\.0\.1|^\[::1\]/, 'localhost') : '') + pathname
  const [target] = parse(reference, from)
  // A URL without its scheme, which would pass for a relative path.
  const isHost = roots.some(({ host }) => host.includes('.') && `${reference}/`.startsWith(`${host}/`))
  if (!target || isHost) return undefined
  const root = roots.find(
    (one, index) => (isAbsolute || isPath || !index) && `${toPlace(target)}/`.startsWith(toPlace(one)),
  )
  // A server behind a gateway returns its own paths, without the gateway's prefix.
  if (root) return toPlace(target).slice(toPlace(root).length - 1) + target.search
  return isPath ? toPlace(target) + target.search : undefined
}

function toPath(operationId: string, template = PLACE): string {
  // A replacer function, because `$&` in an ID must stay literal.
  return template.replace(PLACE, () => operationId)
}

/** Reads the ID from a path. A trailing slash and the query are for the server, and not part of the ID. */
function readTemplate(path: string, template: string): string | undefined {
  const [whole = '', shape = ''] = [path, template].map((one) => one.replace(/\/?(\?.*)?$/, ''))
  const [before = '', after = ''] = shape.split(PLACE)
  const operationId = whole.slice(before.length, whole.length - after.length)
  return before + operationId + after === whole && SEGMENT.test(operationId) ? operationId : undefined
}

/** `URL.canParse` is newer than our oldest supported browsers. Must not throw, as it runs after the 202. */
function parse(url: string, base: URL | string | undefined): [URL] | [] {
  try {
    return [new URL(url, base)]
  } catch {
    return []
  }
}
