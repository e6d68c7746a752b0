import { createProxy } from './createProxy.ts'
import { readHeaderNames, readIdNames, readRoutes } from './settings/allowList.ts'
import type { ReadRoutes } from './settings/allowList.ts'
import { addedCredentials } from './settings/credentials.ts'
import type { OperationsProxyOptions } from './settings/proxyOptions.ts'
import { invalid } from './settings/proxyOptions.ts'
import { proxySettings } from './settings/proxySettings.ts'
import type { ProxyParts } from './settings/proxySettings.ts'
import type { ProxiedApi } from './settings/routes.ts'
import { toSharedAnswer } from './sharing/shareStatus.ts'
import { cleanResponse } from './upstream/cleanResponse.ts'

const FACTORY = 'createOperationsProxy'

/** Any printable text: the values are the API's own. */
const printable = /^[\x20-\x7e]{1,1024}$/
const usualHeaders = ['Retry-After', 'Date', 'ETag', 'Operation-Id', 'X-Request-Id']
const usualUrlHeaders = ['Location', 'Content-Location', 'Operation-Location', 'Azure-AsyncOperation']
const usualUrlFields = [
  'statusUrl',
  'resultUrl',
  'cancelUrl',
  'operationLocation',
  'resourceLocation',
  'links.self',
  'urls.get',
  'urls.cancel',
]

/**
 * Creates a proxy in front of any API that answers 202 Accepted. It keeps the API's credentials on the server
 * and gives the browser exactly the routes that you list. Every request must be allowed by `authorize`. The
 * proxy is a function of a `Request`, so it runs wherever `fetch` does.
 *
 * It guarantees:
 *
 * - Only listed requests are sent to the API, and redirects are never followed. A redirect of a status read
 *   becomes a 200 with `Redirect-Status: 303`, which every dialect reads as a redirect. One that leads to the
 *   status again, to a path without a route or to a login page is refused.
 * - Of the caller's headers, only Content-Type, Idempotency-Key (derived for the scope), If-Match and the
 *   `headers` of a route are sent. Of the API's, only the listed ones are returned.
 * - URLs of the API in `urlHeaders` and `urlFields` are put below `publicPath`. Others pass unchanged. The proxy
 *   requests none of them.
 * - Requests from pages of other sites are refused, except those in `allowedOrigins`.
 * - All viewers of one operation in one scope share one poll: until its Retry-After, for at most 5 s without.
 * - Sizes and times are bounded, and no response contains a credential: texts have `[credentials]` instead, and
 *   a response that has one elsewhere is refused.
 *
 * A refusal is an `application/problem+json` response (RFC 9457). The returned function never throws.
 *
 * @throws {TypeError} immediately, if `upstream`, `routes`, `credentials`, `authorize` or another option is
 *   missing or unsafe.
 */
export function createOperationsProxy(
  options: OperationsProxyOptions,
): (request: Request) => Promise<Response> {
  if (Reflect.get(options, 'signingSecret') !== undefined) {
    throw invalid(
      FACTORY,
      'signingSecret is only for createOrchestratorProxy',
      'The proxy does not know where other APIs put the IDs of operations',
      'Leave it out, and let authorize check whose an operation is.',
    )
  }
  const read = readRoutes(FACTORY, options.routes, options.upstream)
  const parts = { api: toApi(options, read), ...toAccess(options), ...toBases(read, options.upstream) }
  return createProxy(proxySettings(options, parts), { clean: cleanResponse, toShared: toSharedAnswer })
}

function toApi(options: OperationsProxyOptions, { routes }: ReadRoutes): ProxiedApi {
  const { urlHeaders = usualUrlHeaders, urlFields = usualUrlFields, responseHeaders = [] } = options
  const more = readHeaderNames(FACTORY, 'responseHeaders', responseHeaders, 'response')
  const urls = readHeaderNames(FACTORY, 'urlHeaders', urlHeaders, 'url')
  const isUrl = new Set(urls.map((name) => name.toLowerCase()))
  const plain = [...usualHeaders, ...more].filter((name) => !isUrl.has(name.toLowerCase()))
  return {
    factory: FACTORY,
    routes,
    operationsPath: {},
    operationIdPattern: printable,
    responseHeaders: Object.fromEntries(plain.map((name) => [name, printable])),
    urlHeaders: urls,
    urlFields: readFields(urlFields),
    takesAnyJson: true,
  }
}

function readFields(value: unknown): readonly string[] {
  const fields: readonly unknown[] = Array.isArray(value) ? value : [undefined]
  const texts = fields.filter((field) => typeof field === 'string' && field !== '').map(String)
  if (texts.length === fields.length) return texts
  throw invalid(
    FACTORY,
    'urlFields is not a list of names',
    'A URL in another member leads the browser to the API itself',
    "Pass the names, such as ['statusUrl', 'links.self'].",
  )
}

function toAccess({
  authorize,
  credentials,
}: OperationsProxyOptions): Pick<ProxyParts, 'authorize' | 'credentialsOf' | 'secrets'> {
  if (typeof authorize !== 'function') {
    throw invalid(
      FACTORY,
      'authorize is missing',
      'Without it everyone who reaches the proxy could use your account of the API',
      'Pass a function that checks the session of the request and returns { scope }, ' +
        '{ status: 401 } if no user is signed in, or false.',
    )
  }
  return {
    authorize(request, { route: { action, method, path }, ids }) {
      const named = readIdNames(path).map((name, index): [string, string] => [name, ids[index] ?? ''])
      return authorize(request, { action, method, ids: Object.fromEntries(named) })
    },
    ...toCredentials(credentials),
  }
}

function toCredentials(
  given: OperationsProxyOptions['credentials'],
): Pick<ProxyParts, 'credentialsOf' | 'secrets'> {
  if (typeof given === 'function')
    return { credentialsOf: async (scope) => addedCredentials(FACTORY, await given(scope)), secrets: [] }
  const fixed = addedCredentials(FACTORY, given)
  return { credentialsOf: () => Promise.resolve(fixed), secrets: fixed.secrets }
}

function toBases({ bases }: ReadRoutes, upstream: string): Pick<ProxyParts, 'upstreamOf' | 'ownBases'> {
  const ownBases = [...bases].map(([api, base]) => ({ ...base, api }))
  const [main = { origin: upstream, prefix: '' }] = ownBases
  return { ownBases, upstreamOf: (api) => bases.get(api) ?? main }
}
