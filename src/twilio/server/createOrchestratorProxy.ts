import { createProxy } from '../../server/createProxy.ts'
import { upstreamBase } from '../../server/settings/allowList.ts'
import type { UpstreamBase } from '../../server/settings/allowList.ts'
import { invalid } from '../../server/settings/proxyOptions.ts'
import type { ProxyOptions } from '../../server/settings/proxyOptions.ts'
import { proxySettings } from '../../server/settings/proxySettings.ts'
import type { ProxyParts } from '../../server/settings/proxySettings.ts'
import type { ProxiedApi, Route } from '../../server/settings/routes.ts'
import { toSharedStatus } from '../../server/sharing/shareStatus.ts'
import { sanitizeResponse } from '../../server/upstream/sanitizeResponse.ts'
import type { OrchestratorCredentials, TwilioPlace } from './credentials.ts'
import { basicCredentials, edgeOf, isPlaceName, twilioBase } from './credentials.ts'
import type { OrchestratorAction, OrchestratorApi, OrchestratorRoute } from './orchestratorRoutes.ts'
import { operationIdPattern, operationsPath, orchestratorRoutes } from './orchestratorRoutes.ts'

/** What a request would do, if it is allowed. */
export interface OrchestratorAccess {
  readonly action: OrchestratorAction
  readonly api: OrchestratorApi
  /** ID of the configuration, conversation, store or operation in the path; undefined for create and list. */
  readonly resourceId: string | undefined
  /** Name of the trait group or ID of the data mapping in the store `resourceId`; otherwise undefined. */
  readonly subresourceId: string | undefined
}

/**
 * Allows a request. `scope` names the account, team or tenant that the request acts for. It must not be
 * empty, and must stay the same as long as the tenant does: it goes into every Idempotency-Key, so if it
 * changes between two attempts of one intent (such as a session ID), Twilio takes the second attempt for a
 * new request.
 */
export interface OrchestratorGrant {
  readonly scope: string
}

/**
 * Refuses a request. 401: no user is signed in, and the page asks for a sign-in. 403: this user is not
 * allowed to, and signing in would not change that.
 */
export interface OrchestratorDenial {
  readonly status: 401 | 403
}

/** What `authorize` returns; `false` means `{ status: 403 }`. */
export type OrchestratorDecision = OrchestratorGrant | OrchestratorDenial | false

/** Options of `createOrchestratorProxy`. */
export interface OrchestratorProxyOptions extends ProxyOptions {
  /** One pair for all requests, or one per scope that `authorize` grants (a subaccount per tenant). */
  readonly credentials:
    | OrchestratorCredentials
    | ((scope: string) => OrchestratorCredentials | Promise<OrchestratorCredentials>)
  /**
   * Called for every request, before any part of it is sent. Return `{ scope }` to allow it,
   * `{ status: 401 }` if no user is signed in, or `false`; anything else, including undefined, is a refusal
   * (403). If it throws or returns another status, the response is a 500. The body has already arrived and is
   * within `maxRequestBytes`; you can read it freely. `timeoutMs` does not limit `authorize`.
   */
  readonly authorize: (
    request: Request,
    access: OrchestratorAccess,
  ) => OrchestratorDecision | Promise<OrchestratorDecision>
  /**
   * The base URLs of the two APIs, such as those of a gateway or the simulator. Default: Twilio's own hosts
   * for `region` and `edge`. With `upstream`, `region` and `edge` say which of Twilio's hosts the responses
   * may name.
   */
  readonly upstream?: { readonly conversations: string; readonly memory: string }
  /**
   * The Twilio region that holds the account's data: `'ie1'` uses conversations.dublin.ie1.twilio.com.
   * Credentials belong to one region, so each region needs its own proxy under its own `basePath`. Default:
   * US1, through the hosts without a region.
   */
  readonly region?: string
  /**
   * The edge through which requests enter Twilio, such as `'dublin'`. Default: the edge of the region.
   * Required for a region that this version does not know.
   */
  readonly edge?: string
}

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
