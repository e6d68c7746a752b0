import { invalid } from './proxyOptions.ts'
import type { Route } from './routes.ts'

/** The allow-list, and where its routes are, by their `api`. */
export interface ReadRoutes {
  readonly routes: readonly Route[]
  readonly bases: ReadonlyMap<string, UpstreamBase>
}

/** What an ID may contain, whatever a route allows: no escape, no slash, nothing that a server could split. */
const safeId = /^(?!\.{1,2}$)[A-Za-z0-9._~!$&'()*+,=:@-]{1,512}$/
const usualId = /[A-Za-z0-9._~-]{1,256}/
// No `*` and no `:id` either, which look like placeholders of other libraries.
const template =
  /^(?:\/(?!\.{1,2}(?:\/|$)|:)[A-Za-z0-9._~!$&'()+,=:@-]*(?:\{[A-Za-z][A-Za-z0-9_]*\}[A-Za-z0-9._~!$&'()+,=:@-]*)?)+$/
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
/** A control character could end a line of a log. */
// oxlint-disable-next-line no-control-regex -- they are what is refused
const queryValue = /^[^\u0000-\u001f\u007f]{0,4096}$/

/**
 * Checks the routes of an application.
 *
 * @throws {TypeError} for the first one that is invalid.
 */
export function readRoutes(factory: string, value: unknown, upstream: unknown): ReadRoutes {
  const bases = new Map<string, UpstreamBase>()
  const toApi = (name: string, url: unknown): string => {
    const base = upstreamBase(factory, name, url)
    const api = `${base.origin}${base.prefix}`
    bases.set(api, base)
    return api
  }
  const main = toApi('upstream', upstream)
  if (!Array.isArray(value) || value.length === 0) {
    throw invalid(
      factory,
      'routes is not a list with at least one route',
      'Only listed requests are sent to the API',
      "Pass [{ action: 'jobs.get', method: 'GET', path: '/jobs/{id}', isStatus: true }, …].",
    )
  }
  const given: readonly unknown[] = value
  const routes = given.map((one, index) => {
    const name = `routes[${index}]`
    const other = readMember(one, 'upstream')
    return readEntry(factory, name, one, other === undefined ? main : toApi(`${name}.upstream`, other))
  })
  refuseTwins(factory, routes)
  return { routes, bases }
}

/** The names of the IDs in a path, in order. */
export function readIdNames(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
}

function readEntry(factory: string, name: string, value: unknown, api: string): Route {
  const [action, path, idPattern] = ['action', 'path', 'idPattern'].map((member) => readMember(value, member))
  const method = methods.find((one) => one === readMember(value, 'method'))
  if (typeof action !== 'string' || action === '' || method === undefined) {
    throw invalid(
      factory,
      `${name} has no action, or a method other than ${methods.join(', ')}`,
      'authorize decides on the action',
      "Pass both, such as { action: 'jobs.create', method: 'POST', path: '/jobs' }.",
    )
  }
  if (typeof path !== 'string' || !isTemplate(path)) {
    throw invalid(
      factory,
      `${name}.path is not a plain path with at most one {id} in each segment`,
      'It is compared with each request, undecoded',
      "Pass a path such as '/jobs/{id}' or '/jobs/{id}:cancel'. Names of IDs differ. List its query in `query`.",
    )
  }
  if (idPattern !== undefined && !(idPattern instanceof RegExp)) {
    throw invalid(
      factory,
      `${name}.idPattern is not a RegExp`,
      'It decides which IDs are sent to the API',
      'Pass one such as /[a-z]+-[0-9]+/, or leave it out for the default.',
    )
  }
  const [isStatus, isFile] = ['isStatus', 'isFile'].map((member) => readMember(value, member) === true)
  if ((isStatus && isFile) || ((isStatus || isFile) && method !== 'GET')) {
    throw invalid(
      factory,
      `${name} is isStatus or isFile, but not a GET, or it is both`,
      'Only a read can be shared or downloaded',
      'Set one of them, for a GET.',
    )
  }
  return {
    action,
    api,
    method,
    path: path.replace(/\/$/, ''),
    endsInSlash: path.endsWith('/'),
    idPattern: toIdTest(idPattern ?? usualId),
    hasBody: method !== 'GET' && method !== 'DELETE',
    query: Object.fromEntries(readQueryNames(factory, name, value).map((one) => [one, queryValue])),
    isStatus: isStatus === true,
    isFile: isFile === true,
    headers: readHeaderNames(factory, `${name}.headers`, readMember(value, 'headers') ?? [], 'request'),
  }
}

function isTemplate(path: string): boolean {
  const names = readIdNames(path)
  return template.test(path) && !/\/\/|^\/$/.test(path) && new Set(names).size === names.length
}

/** A pattern that has to match all of an ID. */
function toIdTest({ source, flags }: RegExp): Route['idPattern'] {
  const whole = new RegExp(`^(?:${source})$`, flags.replaceAll(/[gmy]/g, ''))
  return { test: (id) => safeId.test(id) && whole.test(id) }
}

function readQueryNames(factory: string, name: string, route: unknown): readonly string[] {
  const value = readMember(route, 'query') ?? []
  const names: readonly unknown[] = Array.isArray(value) ? value : [undefined]
  const texts = names.filter((one) => typeof one === 'string' && one !== '').map(String)
  if (texts.length === names.length) return texts
  throw invalid(
    factory,
    `${name}.query is not a list of names`,
    'Only listed query parameters are sent to the API',
    "Pass the names, such as ['api-version', 'filter'].",
  )
}

/** Refuses a route that no request could reach. */
function refuseTwins(factory: string, routes: readonly Route[]): void {
  const shapes = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`)
  const twin = shapes.findIndex((shape, index) => shapes.indexOf(shape) !== index)
  if (twin === -1) return
  throw invalid(
    factory,
    `routes[${twin}] has the method and path of an earlier route`,
    'The first route that a request matches decides, so it would have no effect',
    'Remove one of them.',
  )
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** The base URL of an API: an origin, and the path before the paths of the routes; mostly empty. */
export interface UpstreamBase {
  readonly origin: string
  readonly prefix: string
}

/**
 * Reads one `upstream` option.
 *
 * @throws {TypeError} if credentials cannot be sent there safely.
 */
export function upstreamBase(factory: string, option: string, value: unknown): UpstreamBase {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  const clean =
    url !== undefined &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isNear(url.hostname))) &&
    url.href === `${url.origin}${url.pathname}` &&
    /^(?:\/[A-Za-z0-9_.~-]+)*\/?$/.test(url.pathname)
  if (clean) return { origin: url.origin, prefix: url.pathname.replace(/\/$/, '') }
  throw invalid(
    factory,
    `${option} is not a URL that credentials may be sent to`,
    'Every request carries them',
    'Pass https://host[/path] without user, query or hash; http:// only for this machine or a one-word host ' +
      'name of a private network.',
  )
}

function isNear(hostname: string): boolean {
  return hostname === '[::1]' || /^127(?:\.[0-9]+){3}$/.test(hostname) || !/[.:]/.test(hostname)
}

const token = /^[\w!#$%&'*+.^`|~-]+$/

/** They belong to one connection (RFC 9110, 7.6.1), or to HTTP itself. */
const ofConnection =
  /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|host|date|content-(?:length|encoding|range|type)|proxy-.*)$/

/** The proxy sets them, or they would change which request the API reads. */
const ofRequest =
  /^(?:accept|accept-encoding|authorization|cookie|origin|referer|via|forwarded|range|if-match|idempotency-key|x-submission-id|x-forwarded-.*|x-(?:original|rewrite)-url|x-(?:http-)?method(?:-override)?|sec-.*)$/

/** They would change what the page may do, and belong to the proxy's own origin. */
const ofResponse =
  /^(?:set-cookie2?|access-control-.*|cross-origin-.*|content-.*|cache-control|clear-site-data|vary|refresh|link|www-authenticate|alt-svc|nel|report(?:ing)?-.*|permissions-policy|referrer-policy|service-worker-allowed|sourcemap|x-sourcemap|strict-transport-security|x-content-type-options|x-frame-options|redirect-status)$/

const refused = {
  request: ofRequest,
  response: ofResponse,
  credentials: /^(?!)/,
  url: new RegExp(`^(?!content-location$)(?:${ofResponse.source})`),
}

/**
 * Checks a list of header names.
 *
 * @throws {TypeError} if it holds anything else, or a header that is not passed on.
 */
export function readHeaderNames(
  factory: string,
  option: string,
  value: unknown,
  use: keyof typeof refused,
): readonly string[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [undefined]
  const texts = names.filter((name) => typeof name === 'string' && isPassed(name, use)).map(String)
  if (texts.length === names.length) return texts
  throw invalid(
    factory,
    `${option} is not a list of header names that may be passed on`,
    'Some headers belong to one connection, to the proxy, or change what a page may do',
    "Pass names such as ['Prefer'], without those that the proxy sets.",
  )
}

/** Whether a header may be passed on: in a request, in a response, or with credentials. */
export function isPassed(name: string, use: keyof typeof refused): boolean {
  const lower = name.toLowerCase()
  return token.test(name) && !ofConnection.test(lower) && !refused[use].test(lower)
}
