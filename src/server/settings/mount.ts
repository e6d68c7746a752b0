import { internalError } from '../http/ProxyError.ts'
import { invalid } from './proxyOptions.ts'
import type { ProxyOptions } from './proxyOptions.ts'
import { matchRoutes, notListed } from './routes.ts'
import type { ProxiedApi } from './routes.ts'

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
