import type { OperationIdentity } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'

/**
 * A web address without user and password, or a reference without a host; then a path and a query. In the path nothing
 * may be a way out of it: no dot segment (`..;` is one to some servers) but at the very start of a relative reference,
 * and no escape of a dot, a slash, a backslash or a control character, however long or often escaped. All else is what
 * RFC 3986 allows, and `|`, which browsers leave alone too.
 *
 * Servers need not take more than 8 000 characters (RFC 9110, section 4.1). What is longer is refused, never cut.
 */
const STATUS_URL =
  /^(?=.{1,8192}$)(?:https?:\/\/[\w.:[\]-]+(?![^/?])|(?![\w+.-]*:|\/\/)(?:\.\.?\/){0,9})(?!(?:[^?]*\/)?\.\.?(?:[/;?]|$))(?![^?]*%(?:25)*(?:2[ef]|5c|c?[01]|7f))(?:%[\da-f]{2}|[\w!$&-/:;=?@[\]|~])*$/i
/** Where there is no page there still must be something to resolve against. Nothing is ever there. */
export const NO_PAGE = 'http://x.invalid'
const PLACE = '{operationId}'
const SEGMENT = /^[^/?]+$/

/** True where `value` is an operation's ID rather than a URL or a path. */
export function isOperationId(value: string): boolean {
  return /^[\w~.:-]+$|^[^/?:]+$/.test(value) && STATUS_URL.test(`/${value}`)
}

/**
 * Turns a status URL (`statusUrl`, `Location`) into an identity, so that no origin is ever stored or followed. Taken is
 * what RFC 3986 allows and what stays below `baseUrl` or an own origin, without its fragment. There `http:` is as good
 * as `https:`, and one name of this machine as another: no request goes to the URL itself.
 *
 * @param pageUrl the page's own address, for a `baseUrl` that is only a path
 * @param requestUrl what was asked: a relative reference is resolved against it, and else against `baseUrl`
 * @returns `undefined` for anything else
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
 * The URL that an operation's status is read from, built from `baseUrl` and what names the operation; `undefined` for
 * what would lead elsewhere. Without a template the ID is itself a path. Both may come from anywhere.
 */
export function toOperationUrl(
  { operationId, statusPath }: OperationIdentity,
  { baseUrl, operationPath }: OperationsApi,
): string | undefined {
  const [id = ''] = operationId.split('#', 1)
  const path = (operationPath && statusPath) || toPath(id, operationPath)
  const isOne = operationPath
    ? SEGMENT.test(id) && (!statusPath || readTemplate(path, operationPath) === id)
    : /^(?:\/(?!\/)|\?)./.test(id)
  if (!isOne || !STATUS_URL.test(path)) return undefined
  // A server that gives a query gives all of it.
  return toUrl(path.includes('?') ? baseUrl.replace(/\?.*/, '') : baseUrl, path)
}

/** A path below `baseUrl`, whether or not that ends in a slash, with what `baseUrl` has in its query. */
export function toUrl(baseUrl: string, path: string): string {
  const [root = '', query] = baseUrl.split('?')
  return root.replace(/\/+$/, '') + path + (query ? (path.includes('?') ? '&' : '?') + query : '')
}

/** Path and query of a reference, below the first root that it is under; `undefined` where it is under none. */
function readPath(reference: string, from: URL, roots: readonly URL[]): string | undefined {
  const isAbsolute = /^https?:/i.test(reference)
  const isPath = reference.startsWith('/')
  /** One name for this machine, and none for the host that a reference leaves open. */
  const toPlace = ({ host, pathname }: URL) =>
    (isAbsolute ? host.replace(/^127\.0\.0\.1|^\[::1\]/, 'localhost') : '') + pathname
  const [target] = parse(reference, from)
  // Somebody has left out the scheme.
  const isHost = roots.some(({ host }) => host.includes('.') && `${reference}/`.startsWith(`${host}/`))
  if (!target || isHost) return undefined
  const root = roots.find(
    (one, index) => (isAbsolute || isPath || !index) && `${toPlace(target)}/`.startsWith(toPlace(one)),
  )
  // What stands behind a gateway gives paths of its own.
  return root || isPath
    ? toPlace(target).slice(root ? toPlace(root).length - 1 : 0) + target.search
    : undefined
}

function toPath(operationId: string, template = PLACE): string {
  // By a function, since `$&` in an ID means nothing but itself.
  return template.replace(PLACE, () => operationId)
}

/** With or without a slash at the end, and with any query: those are for the server, and no part of the ID. */
function readTemplate(path: string, template: string): string | undefined {
  const [whole = '', shape = ''] = [path, template].map((one) => one.replace(/\/?(?:\?.*)?$/, ''))
  const [before = '', after = ''] = shape.split(PLACE)
  const operationId = whole.slice(before.length, whole.length - after.length)
  return before + operationId + after === whole && SEGMENT.test(operationId) ? operationId : undefined
}

/** `URL.canParse` is younger than the browsers that we support, and this runs after the 202. */
function parse(url: string, base: URL | string | undefined): [URL] | [] {
  try {
    return [new URL(url, base)]
  } catch {
    return []
  }
}
