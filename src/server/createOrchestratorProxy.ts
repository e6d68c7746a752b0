import { answerResponse } from './answerResponse.ts'
import { askUpstream } from './askUpstream.ts'
import type { BasicCredentials } from './basicCredentials.ts'
import { corsHeaders } from './corsHeaders.ts'
import { forwardedHeaders } from './forwardedHeaders.ts'
import { isCrossSiteWrite } from './isCrossSiteWrite.ts'
import type { RouteMatch } from './matchRoutes.ts'
import type { OrchestratorProxyOptions } from './OrchestratorProxyOptions.ts'
import { preflightResponse } from './preflightResponse.ts'
import { problemResponse } from './problemResponse.ts'
import { proxySettings, type ProxySettings } from './proxySettings.ts'
import { readQuery } from './readQuery.ts'
import { readRequestBody } from './readRequestBody.ts'
import { readMethods, readRoute, readTarget } from './readRoute.ts'
import { Refusal } from './Refusal.ts'

/**
 * A proxy that keeps the Twilio credentials on the server and gives a browser exactly the endpoints this
 * library uses, each request only after `authorize` has said yes. One function of a `Request`, so it runs
 * wherever there is `fetch`.
 *
 * It promises: nothing outside the allow-list leaves; no redirect is followed; of the caller's headers only
 * Content-Type, Idempotency-Key and If-Match go on; of Twilio's only Retry-After, Operation-Id, Location, Date,
 * ETag, Twilio-Request-Id and X-Conflicting-Resource-Id come back; every URL to follow is under `basePath`;
 * writes from other sites are refused; sizes and times are bounded; no answer holds a credential. What it
 * refuses is answered with `application/problem+json` (RFC 9457). The returned function never throws.
 *
 * @throws {TypeError} at once, when `credentials`, `authorize` or another option is missing or unsafe.
 */
export function createOrchestratorProxy(
  options: OrchestratorProxyOptions,
): (request: Request) => Promise<Response> {
  const settings = proxySettings(options)
  return async (request) => {
    const response = await answer(request, settings).catch((error: unknown) => refuse(error, settings))
    response.headers.set('Cache-Control', 'no-store')
    response.headers.set('X-Content-Type-Options', 'nosniff')
    for (const [name, value] of corsHeaders(request, settings.allowedOrigins)) {
      response.headers.set(name, value)
    }
    return response
  }
}

async function answer(request: Request, settings: ProxySettings): Promise<Response> {
  const { path, query } = readTarget(request.url, settings.basePath)
  if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
    return preflight(request, readMethods(path), settings)
  }
  const match = readRoute(request.method, path)
  if (isCrossSiteWrite(request, settings.allowedOrigins)) {
    const detail = 'Requests that change something are taken from pages of this origin, or of an allowed one.'
    throw new Refusal(403, 'cross-site', 'Cross-site request refused', detail)
  }
  const url = `${path}${readQuery(query, match.route)}`
  const headers = forwardedHeaders(request, match.route)
  const scope = await readScope(request, match, settings)
  const body = match.route.hasBody ? await readRequestBody(request, settings) : null
  const { authorization, secrets } = await readCredentials(scope, settings)

  const { origin, prefix } = settings.upstream[match.route.api]
  const init = { method: match.route.method, headers: { ...headers, Authorization: authorization }, body }
  const upstream = await askUpstream(`${origin}${prefix}${url}`, init, settings, request.signal)
  return answerResponse(upstream, match.route, settings, secrets)
}

function preflight(request: Request, methods: readonly string[], settings: ProxySettings): Response {
  if (settings.allowedOrigins.has(request.headers.get('Origin') ?? '')) {
    return preflightResponse(request, methods)
  }
  throw new Refusal(403, 'cross-site', 'Cross-site request refused', 'This origin is not an allowed one.')
}

async function readScope(request: Request, match: RouteMatch, settings: ProxySettings): Promise<string> {
  const { action, api } = match.route
  const [resourceId, subresourceId] = match.ids
  let grant: unknown
  try {
    grant = await settings.authorize(request, { action, api, resourceId, subresourceId })
  } catch (cause) {
    throw internal(cause)
  }
  const scope: unknown = typeof grant === 'object' && grant !== null ? Reflect.get(grant, 'scope') : undefined
  if (typeof scope === 'string' && scope !== '') return scope
  throw new Refusal(403, 'not-authorized', 'Not authorized', 'This session may not do that.')
}

async function readCredentials(scope: string, settings: ProxySettings): Promise<BasicCredentials> {
  try {
    return await settings.credentialsOf(scope)
  } catch (cause) {
    throw internal(cause)
  }
}

function internal(cause: unknown): Refusal {
  return new Refusal(500, 'internal', 'Internal error', 'The proxy could not do its work.', { cause })
}

function refuse(error: unknown, settings: ProxySettings): Response {
  if (!(error instanceof Refusal)) settings.onError(error)
  else if (error.cause !== undefined) settings.onError(error.cause)
  return problemResponse(error instanceof Refusal ? error : internal(error))
}
