import { UntrustedUrlError } from './errors.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'

/** Letters, digits and a few signs; never a dot segment. IDs are opaque, but they must stay one path segment. */
const OPERATION_ID = /^(?!\.{1,2}$)[A-Za-z0-9_~.:-]{1,512}$/
/** Escapes, backslashes, spaces and dot segments have no place in a status URL; each is a way to leave the path. */
const SUSPICIOUS_PATH = /%|\\|[^!-~]|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/
/** A page without an origin (a server, a test) still needs a base to resolve against. Nothing is ever there. */
const NO_ORIGIN = 'http://origin.invalid'

/** True where `value` could be an operation's ID rather than a URL or a path. */
export function isOperationId(value: string): boolean {
  return OPERATION_ID.test(value) && !/^https?:/i.test(value)
}

/**
 * Turns a status URL (`statusUrl`, `Location`) into an identity, so that no origin is ever stored or followed.
 * Taken are: a URL on one of the API's own origins, a relative one, and one under `baseUrl`.
 *
 * @param pageOrigin the page's own origin, for a `baseUrl` that is only a path
 * @throws UntrustedUrlError for anything else, before a request leaves
 */
export function readStatusUrl(
  url: string,
  apis: readonly OperationsApi[],
  pageOrigin?: string,
): OperationIdentity {
  for (const api of apis) {
    const base = toBase(api, pageOrigin)
    const path = toPathOf(url, api, base)
    const operationId = path === undefined ? undefined : toOperationId(path, api)
    if (operationId !== undefined) return { api: api.api, operationId }
  }
  throw new UntrustedUrlError(
    url,
    'it is neither under baseUrl nor on a host of this API, or not the path of an operation',
  )
}

/** The URL that an operation's status is read from, built from `baseUrl` and the identity alone. */
export function toOperationUrl(identity: OperationIdentity, apis: readonly OperationsApi[]): string {
  const api = apis.find((candidate) => candidate.api === identity.api)
  if (!api) {
    throw new UntrustedUrlError(
      identity.operationId,
      `this client has no API named ${JSON.stringify(identity.api)}`,
    )
  }
  const path =
    api.operationPath?.replace('{operationId}', encodeURIComponent(identity.operationId)) ??
    identity.operationId
  if (
    api.operationPath === undefined &&
    (!path.startsWith('/') || SUSPICIOUS_PATH.test(withoutQuery(path)))
  ) {
    throw new UntrustedUrlError(
      path,
      'without operationPath, an operation is named by its path below baseUrl',
    )
  }
  return withoutSlash(api.baseUrl) + path
}

function toBase(api: OperationsApi, pageOrigin = NO_ORIGIN): URL {
  return new URL(`${withoutSlash(api.baseUrl)}/`, pageOrigin)
}

/** The path of a trusted URL below `baseUrl`; `undefined` where the URL is not to be trusted. */
function toPathOf(url: string, api: OperationsApi, base: URL): string | undefined {
  if (url.length > 2048) return undefined
  const absolute = /^([a-z][a-z\d+.-]*:)?\/\/([^/?#]*)(.*)$/is.exec(url)
  const path = absolute ? (absolute[3] ?? '') : url.startsWith('/') ? url : `/${url}`
  // Checked on the text as sent: the URL parser would tidy it into something that looks harmless.
  if (SUSPICIOUS_PATH.test(withoutQuery(path)) || /\\|\s/.test(url)) return undefined
  if (!absolute) return belowBase(path, base) ?? (url.startsWith('/') ? path : undefined)
  if (!URL.canParse(url) || absolute[2]?.includes('@')) return undefined
  const { origin } = new URL(url)
  if (origin === base.origin) return belowBase(path, base)
  return api.ownOrigins?.includes(origin) ? path : undefined
}

function belowBase(path: string, base: URL): string | undefined {
  return path.startsWith(base.pathname) ? path.slice(base.pathname.length - 1) : undefined
}

function toOperationId(path: string, api: OperationsApi): string | undefined {
  if (api.operationPath === undefined) return path
  const [before = '', after = ''] = api.operationPath.split('{operationId}')
  const pathOnly = withoutQuery(path)
  if (!pathOnly.startsWith(before) || !pathOnly.endsWith(after)) return undefined
  const operationId = pathOnly.slice(before.length, pathOnly.length - after.length)
  return OPERATION_ID.test(operationId) ? operationId : undefined
}

function withoutSlash(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, '')
}

function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/s, '')
}
