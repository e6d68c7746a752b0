import { matchRoutes } from './matchRoutes.ts'
import { invalid, type OrchestratorProxyOptions } from './OrchestratorProxyOptions.ts'
import { Refusal } from './Refusal.ts'

/** Under which path requests arrive, and under which the browser sends them. */
export interface Mount {
  readonly basePath: string
  readonly publicPath: string
  /** Whether the application has said so itself: it knows better than any hint. */
  readonly isPublicPathGiven: boolean
}

const plainPath = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.~-]+)*\/?$/

/** @throws {TypeError} for a path that is none, and for an empty `basePath` alone. */
export function readMount({ basePath, publicPath }: OrchestratorProxyOptions): Mount {
  const arrives = readPath('basePath', basePath, 'The allow-list is compared with what follows it')
  const isPublicPathGiven = publicPath !== undefined
  if (arrives === '' && !isPublicPathGiven) {
    throw invalid(
      'publicPath is missing beside an empty basePath',
      'The URLs in every answer begin with the path that the browser uses, and where a router takes it off, no request shows it',
      "Pass publicPath: '/api/twilio', or publicPath: '' where the proxy owns the whole host.",
    )
  }
  const seen = isPublicPathGiven
    ? readPath('publicPath', publicPath, 'The URLs in every answer begin with it')
    : arrives
  return { basePath: arrives, publicPath: seen, isPublicPathGiven }
}

function readPath(name: string, value: unknown, why: string): string {
  if (typeof value === 'string' && plainPath.test(value)) return value.replace(/\/$/, '')
  throw invalid(`${name} is not a plain path`, why, "Pass a path such as '/api/twilio'.")
}

/**
 * What follows `basePath` in a request's URL, and its query. Nothing is decoded. Of slashes only those are taken off
 * that frontends add by themselves: a second one after `basePath`, and one at the end.
 */
export function readTarget(url: string, { basePath }: Mount): { path: string; query: string } {
  const [, path = '', query = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? []
  if (path.startsWith(`${basePath}/`))
    return { path: withoutLastSlash(path.slice(basePath.length)).replace(/^\/\/(?!\/)/, '/'), query }
  throw notListed(misplaced(path, basePath))
}

/**
 * Refuses a request from which something in front has taken a part of the path, as far as it says so, unless the
 * application has named `publicPath`: the API would do the work, and the page could not follow the answer.
 */
export function checkStripped(request: Request, { basePath, isPublicPathGiven }: Mount): void {
  const prefix = isPublicPathGiven ? '' : strippedPrefix(request)
  if (prefix === '') return
  const cause = new TypeError(
    `createOrchestratorProxy: something in front has taken ${prefix} off the path, so the URLs in the answers would ` +
      `lead the browser elsewhere. Nothing was sent to the API. Pass publicPath: '${prefix}${basePath}', or whatever ` +
      'path the browser uses.',
  )
  throw new Refusal(500, 'internal', 'Internal error', 'The proxy could not do its work.', { cause })
}

/** What Traefik, Spring Cloud Gateway and others say that they have taken off. Next.js does so without a word. */
function strippedPrefix(request: Request): string {
  const prefix = request.headers.get('X-Forwarded-Prefix') ?? ''
  return plainPath.test(prefix) ? prefix.replace(/\/$/, '') : ''
}

/** A word to the log where a request would fit, were it not for what stands in front of it. */
function misplaced(path: string, basePath: string): TypeError | undefined {
  const own = withoutLastSlash(path)
  for (let start = 0; start !== -1; start = own.indexOf('/', start + 1)) {
    if (matchRoutes(own.slice(start)).length === 0) continue
    const prefix = path.slice(0, start)
    if (!plainPath.test(prefix) && prefix !== `/${basePath}`) return undefined
    return new TypeError(
      `createOrchestratorProxy: a request for the API has come under '${prefix}' and not under basePath ` +
        `'${basePath}'. basePath is the path that requests arrive with. Where a router or a gateway takes a part off or ` +
        'adds one, publicPath is the path that the browser uses.',
    )
  }
  return undefined
}

function withoutLastSlash(path: string): string {
  return path.replace(/([^/])\/$/, '$1')
}

/** A path that the allow-list does not have. `cause` is for the log. */
export function notListed(cause?: TypeError): Refusal {
  const detail = 'The proxy forwards only the paths on its allow-list, spelled without any escape.'
  return new Refusal(404, 'not-found', 'Not found', detail, cause === undefined ? {} : { cause })
}
