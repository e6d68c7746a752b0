import { createProxy } from '../../server/createProxy.ts'
import { invalid } from '../../server/settings/proxyOptions.ts'
import { proxySettings, upstreamBase } from '../../server/settings/proxySettings.ts'
import type { ProxyParts, UpstreamBase } from '../../server/settings/proxySettings.ts'
import type { ProxiedApi, Route } from '../../server/settings/routes.ts'
import { toSharedStatus } from '../../server/sharing/sharedStatus.ts'
import { sanitizeResponse } from '../../server/upstream/sanitizeResponse.ts'
import { basicCredentials, edgeOf, isPlaceName, twilioBase } from './credentials.ts'
import type { TwilioPlace } from './credentials.ts'
import type { OrchestratorProxyOptions } from './orchestratorProxyOptions.ts'
import { operationIdPattern, operationsPath, orchestratorRoutes } from './orchestratorRoutes.ts'
import type { OrchestratorApi, OrchestratorRoute } from './orchestratorRoutes.ts'

/**
 * Creates a proxy that keeps the Twilio credentials on the server and gives the browser exactly the endpoints
 * that this library uses. Every request must be allowed by `authorize`. The proxy is a function of a
 * `Request`, so it runs wherever `fetch` does.
 *
 * It guarantees:
 *
 * - Only requests on the allow-list are sent to Twilio, and redirects are never followed.
 * - Of the caller's headers, only Content-Type, Idempotency-Key (derived for the scope) and If-Match are
 *   sent.
 * - Of Twilio's headers, only Retry-After, Operation-Id, Location, Date, ETag, Twilio-Request-Id and
 *   X-Conflicting-Resource-Id are returned.
 * - Every URL that the browser follows is under `publicPath`.
 * - Requests from pages of other sites are refused, except those in `allowedOrigins`.
 * - All viewers of one operation in one scope share one poll.
 * - Sizes and times are bounded, and no response contains a credential.
 *
 * A refusal is an `application/problem+json` response (RFC 9457). The returned function never throws.
 *
 * @throws {TypeError} immediately, if `credentials`, `authorize` or another option is missing or unsafe.
 */
export function createOrchestratorProxy(
  options: OrchestratorProxyOptions,
): (request: Request) => Promise<Response> {
  return createProxy(proxySettings(options, orchestratorParts(options)), {
    clean: sanitizeResponse,
    toShared: toSharedStatus,
  })
}

const FACTORY = 'createOrchestratorProxy'

const httpDate = /^[A-Za-z0-9,: -]{1,40}$/
const visible = /^[\x21-\x7e]{1,256}$/

/** Conversations v2 and Memory v1. */
const orchestratorApi: ProxiedApi = {
  factory: FACTORY,
  routes: orchestratorRoutes,
  operationsPath,
  operationIdPattern,
  responseHeaders: {
    'Retry-After': httpDate,
    'Operation-Id': operationIdPattern,
    Date: httpDate,
    ETag: visible,
    'Twilio-Request-Id': visible,
    'X-Conflicting-Resource-Id': operationIdPattern,
  },
  urlHeaders: ['Location'],
}

/** @throws {TypeError} for an invalid option. */
function orchestratorParts(options: OrchestratorProxyOptions): ProxyParts {
  const authorize = readAuthorize(options.authorize)
  const place = readPlace(options)
  const upstream = readUpstream(options, place)
  return {
    api: orchestratorApi,
    ...readCredentials(options.credentials),
    authorize: (request, { route, ids: [resourceId, subresourceId] }) =>
      isOrchestratorRoute(route) &&
      authorize(request, { action: route.action, api: route.api, resourceId, subresourceId }),
    upstreamOf: (api) => (api === 'memory' ? upstream.memory : upstream.conversations),
    ownBases: (['conversations', 'memory'] as const).flatMap((api) => ownBases(api, upstream[api], place)),
  }
}

function isOrchestratorRoute(route: Route): route is OrchestratorRoute {
  return orchestratorRoutes.some((own) => own === route)
}

function readUpstream(
  { upstream }: OrchestratorProxyOptions,
  place: TwilioPlace,
): Readonly<Record<OrchestratorApi, UpstreamBase>> {
  if (upstream === undefined) {
    return { conversations: twilioBase('conversations', place), memory: twilioBase('memory', place) }
  }
  return {
    conversations: upstreamBase(FACTORY, 'upstream.conversations', upstream.conversations),
    memory: upstreamBase(FACTORY, 'upstream.memory', upstream.memory),
  }
}

function readPlace({ region, edge }: OrchestratorProxyOptions): TwilioPlace {
  for (const [name, value] of Object.entries({ region, edge })) {
    if (value === undefined || isPlaceName(value)) continue
    throw invalid(
      FACTORY,
      `${name} is not a valid ${name} name`,
      'It becomes part of the host that credentials are sent to',
      "Pass it as Twilio spells it: region 'ie1', edge 'dublin'.",
    )
  }
  if (region !== undefined && edge === undefined && !Object.hasOwn(edgeOf, region)) {
    throw invalid(
      FACTORY,
      `edge is missing for region '${region}'`,
      'Twilio host names contain both, and this version does not know the edge of that region',
      "Pass it as spelled in Twilio's list of edge locations.",
    )
  }
  return { region, edge: edge ?? edgeOf[region ?? ''] }
}

/** Twilio's hosts by edge, by region alone, or by neither. Responses may name any, also behind a gateway. */
function ownBases(
  api: OrchestratorApi,
  upstream: UpstreamBase,
  { region, edge }: TwilioPlace,
): (UpstreamBase & { api: OrchestratorApi })[] {
  const places = [
    { region, edge },
    { region, edge: edgeOf[region ?? ''] },
    { region, edge: undefined },
    { region: undefined, edge: undefined },
  ]
  return [upstream, ...places.map((place) => twilioBase(api, place))].map((base) => ({ ...base, api }))
}

function readCredentials(
  value: OrchestratorProxyOptions['credentials'],
): Pick<ProxyParts, 'credentialsOf' | 'secrets'> {
  if (typeof value === 'function') {
    return { credentialsOf: async (scope) => basicCredentials(await value(scope)), secrets: [] }
  }
  const credentials = basicCredentials(value)
  return { credentialsOf: () => Promise.resolve(credentials), secrets: credentials.secrets }
}

function readAuthorize(value: OrchestratorProxyOptions['authorize']): OrchestratorProxyOptions['authorize'] {
  if (typeof value === 'function') return value
  throw invalid(
    FACTORY,
    'authorize is missing',
    'Without it everyone who reaches the proxy could use your Twilio account',
    'Pass a function that checks the session of the request and returns { scope }, ' +
      '{ status: 401 } if no user is signed in, or false.',
  )
}
