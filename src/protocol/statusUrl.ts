import type { OperationIdentity } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'

/** One step of a path: IDs are opaque, but plain. Escapes, backslashes and dot segments are ways to leave the path. */
const SEGMENT = String.raw`(?!\.{1,2}(?:[/?]|$))[\w~.:-]+`
/** An origin without user and password, a path, a query. */
const STATUS_URL = new RegExp(
  String.raw`^(?:https?://[\w.:[\]-]+)?/?${SEGMENT}(?:/${SEGMENT})*(?:\?[\w~.:/=&%+,-]*)?$`,
  'i',
)

/** True where `value` is an operation's ID rather than a URL or a path. */
export function isOperationId(value: string): boolean {
  return /^[\w~.:-]+$/.test(value)
}

/**
 * Turns a status URL (`statusUrl`, `Location`) into an identity, so that no origin is ever stored or followed.
 * Taken are: a URL on one of the API's own origins, a relative one, and one under `baseUrl`.
 *
 * @param pageUrl the page's own address, for a `baseUrl` that is only a path
 * @returns `undefined` for anything else
 */
export function readStatusUrl(
  url: string,
  apis: readonly OperationsApi[],
  // Where there is no page there still must be something to resolve against. Nothing is ever there.
  pageUrl = 'http://x.invalid',
): OperationIdentity | undefined {
  const isPlain = STATUS_URL.test(url) && URL.canParse(url, pageUrl)
  for (const { api, baseUrl, ownOrigins, operationPath } of isPlain ? apis : []) {
    const base = new URL(toUrl(baseUrl, '/'), pageUrl)
    const { origin, pathname, search } = new URL(url, base)
    const isUnderBase = origin === base.origin && pathname.startsWith(base.pathname)
    if (!isUnderBase && !ownOrigins?.includes(origin) && /^[a-z][\w+.-]*:/i.test(url)) continue
    const path = isUnderBase ? pathname.slice(base.pathname.length - 1) : pathname
    const operationId = operationPath ? readTemplate(path, operationPath) : path + search
    if (operationId) return { api, operationId }
  }
  return undefined
}

/**
 * The URL that an operation's status is read from, built from `baseUrl` and the ID alone; `undefined` for an ID that
 * would lead elsewhere. Without a template the ID is itself a path, and it may come from anywhere.
 */
export function toOperationUrl(
  operationId: string,
  { baseUrl, operationPath }: OperationsApi,
): string | undefined {
  const path = operationPath?.replace('{operationId}', operationId) ?? operationId
  const isOneOperation = operationPath ? isOperationId(operationId) : path.startsWith('/')
  return isOneOperation && STATUS_URL.test(path) ? toUrl(baseUrl, path) : undefined
}

/** A path below `baseUrl`, whether or not that ends in a slash. */
export function toUrl(baseUrl: string, path: string): string {
  return baseUrl.replace(/\/+$/, '') + path
}

function readTemplate(path: string, template: string): string | undefined {
  const [before = '', after = ''] = template.split('{operationId}')
  const operationId = path.slice(before.length, path.length - after.length)
  return path === before + operationId + after && isOperationId(operationId) ? operationId : undefined
}
