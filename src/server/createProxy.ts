import { digest, readCredentials, readScope, scopedKey } from './authorization.ts'
import { internalError, problemResponse, ProxyError } from './http/ProxyError.ts'
import {
  corsHeaders,
  forwardedHeaders,
  isCrossSite,
  preflightResponse,
  readQuery,
  readRequestBody,
  readSignedPath,
  readSubmissionId,
  toBodyText,
  withBody,
} from './request/readRequest.ts'
import type { Credentials } from './settings/credentials.ts'
import { redactSecrets } from './settings/credentials.ts'
import type { ProxySettings } from './settings/proxySettings.ts'
import { checkStripped, readMethods, readRoute, readTarget } from './settings/routes.ts'
import type { RouteMatch } from './settings/routes.ts'
import { toStatusKey, toTenant } from './settings/statusStore.ts'
import type { JoinSubmission } from './sharing/joinSubmissions.ts'
import { joinSubmissions } from './sharing/joinSubmissions.ts'
import type { StatusShare, ToShared } from './sharing/shareStatus.ts'
import { shareStatus } from './sharing/shareStatus.ts'
import type { UpstreamAnswer, UpstreamRequest } from './upstream/askUpstream.ts'
import { askUpstream, withHeaders, withQuery } from './upstream/askUpstream.ts'
import type { SanitizedResponse, UrlSettings } from './upstream/sanitizeResponse.ts'
import { signOperationIds } from './upstream/signOperationIds.ts'

/** How the responses of an API are handled. */
interface ProxyRules {
  /**
   * Turns a response of the API into one for the browser. `secrets` are all spellings that it must not contain,
   * `added` are the names of the query parameters that hold credentials.
   *
   * @throws {ProxyError} if it is not passed on.
   */
  readonly clean: (
    answer: UpstreamAnswer,
    route: RouteMatch['route'],
    settings: UrlSettings,
    secrets: readonly string[],
    added: readonly string[],
  ) => SanitizedResponse
  /** What other callers get of a status. */
  readonly toShared: ToShared
}

/** The settings, and the state of one request. */
interface RequestContext extends Omit<ProxySettings, 'secrets'> {
  readonly rules: ProxyRules
  readonly share: StatusShare | undefined
  readonly join: JoinSubmission
  readonly secrets: Set<string>
}

/**
 * Creates a proxy from checked settings: a function from `Request` to `Response`, which runs wherever `fetch`
 * does and never throws. A request that it refuses gets `application/problem+json` (RFC 9457).
 */
export function createProxy(
  settings: ProxySettings,
  rules: ProxyRules,
): (request: Request) => Promise<Response> {
  const { secrets: known, statusStore } = settings
  const share =
    statusStore &&
    shareStatus(
      statusStore,
      { ...settings, onError: (error) => settings.onError(redactSecrets(error, known)) },
      rules.toShared,
    )
  const join = joinSubmissions(settings)
  let hasLoggedNotFound = false

  /** Whether to log a refusal. A misplaced path (404) is logged only once: anyone can send any number. */
  function shouldLog({ status }: ProxyError): boolean {
    const isRepeated = status === 404 && hasLoggedNotFound
    hasLoggedNotFound ||= status === 404
    return !isRepeated
  }

  return async (request) => {
    // More secrets become known while the request is handled.
    const secrets = new Set(known)
    const onError = (error: unknown): void => settings.onError(redactSecrets(error, [...secrets]))
    const context = { ...settings, rules, share, join, secrets, onError }
    const response = await answerRequest(request, context).catch((error: unknown) => {
      const refusal = error instanceof ProxyError ? error : internalError(error)
      if (refusal.cause !== undefined && shouldLog(refusal)) onError(refusal.cause)
      return problemResponse(refusal)
    })
    response.headers.set('Cache-Control', 'no-store')
    response.headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    response.headers.set('X-Content-Type-Options', 'nosniff')
    for (const [name, value] of corsHeaders(request, settings)) {
      response.headers.set(name, value)
    }
    return response
  }
}

const crossSite = 'The proxy only accepts requests from pages of this origin or of an allowed one.'

/**
 * Checks and authorizes a request, sends it to the API, and returns the cleaned response.
 *
 * @throws {ProxyError} for a request or a response that the proxy does not pass on.
 */
async function answerRequest(request: Request, context: RequestContext): Promise<Response> {
  const { allowedOrigins, api, mount, signer } = context
  const target = readTarget(request.url, mount, api)
  const { path, signature } =
    signer === undefined ? { path: target.path, signature: '' } : readSignedPath(target.path, api)
  if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
    return preflight(request, readMethods(api.routes, path), context)
  }
  const match = readRoute(api.routes, request.method, path)
  const { route } = match
  if (isCrossSite(request, allowedOrigins)) {
    throw new ProxyError(403, 'cross-site', 'Cross-site request refused', crossSite)
  }
  checkStripped(request, mount, api)
  const url = `${path}${route.endsInSlash === true ? '/' : ''}${readQuery(target.query, route)}`
  const headers = forwardedHeaders(request, route, api)
  const submissionId = readSubmissionId(request, route)
  const bytes = await readRequestBody(request, route, context)
  const scope = await readScope(withBody(request, bytes), match, context)
  await checkSignature(scope, match, signature, context)
  const body = bytes === undefined ? null : toBodyText(bytes, api)
  const credentials = await readCredentials(scope, context)

  if (body === null) delete headers['Content-Type']
  const key = headers['Idempotency-Key']
  if (key !== undefined) headers['Idempotency-Key'] = await scopedKey(scope, key)
  const send = async (): Promise<SanitizedResponse> => {
    const clean = await ask({ url, headers, body }, credentials, scope, match, request, context)
    return signIds(clean, scope, match, signature, context)
  }
  const answer = await (submissionId === undefined
    ? send()
    : context.join(
        {
          tenant: toTenant(credentials.account, scope),
          id: submissionId,
          what: await digest(route.method, url, body, JSON.stringify(headers)),
        },
        send,
      ))
  const { status, headers: passed, text, file } = answer
  return new Response(file ?? (text === '' ? null : text), { status, headers: passed })
}

/** Sends a request to the API. A status read can get the response of another caller's recent read instead. */
async function ask(
  { url, headers, body }: UpstreamRequest,
  credentials: Credentials,
  scope: string,
  { route }: RouteMatch,
  request: Request,
  context: RequestContext,
): Promise<SanitizedResponse> {
  const { api, rules, share, secrets, upstreamOf, mount } = context
  const { origin, prefix } = upstreamOf(route.api)
  const base = `${origin}${prefix}`
  const isShared = share !== undefined && route.isStatus
  const init = { method: route.method, headers: withHeaders(headers, credentials), body }
  const send = async (): Promise<SanitizedResponse> => {
    // Other callers may wait for a shared read, so it goes on when the caller that started it disconnects.
    const caller = isShared ? undefined : request.signal
    const takesRedirect = route.isStatus && api.takesAnyJson === true
    const answer = await askUpstream(base + withQuery(url, credentials), init, context, caller, takesRedirect)
    return rules.clean(answer, route, context, [...secrets], Object.keys(credentials.query))
  }
  if (!isShared) return send()
  // Without the credentials in the query. A header may change the response.
  const varied = (route.headers ?? []).map((name) => headers[name] ?? null)
  const variant = varied.length === 0 ? '' : `#${encodeURIComponent(JSON.stringify(varied))}`
  const owner = { account: credentials.account, scope, publicPath: mount.publicPath }
  return share(toStatusKey({ ...owner, url: base + url + variant }), send)
}

/**
 * Adds the signature to the operation ID of a 202, and to the requested ID in a status response. Any other ID
 * in a response stays unsigned: only the scope that started an operation may get its signature.
 */
async function signIds(
  clean: SanitizedResponse,
  scope: string,
  { route, ids }: RouteMatch,
  signature: string,
  { api, mount: { publicPath }, signer }: RequestContext,
): Promise<SanitizedResponse> {
  if (signer === undefined) return clean
  const { isStatus } = route
  if (!isStatus && (clean.status !== 202 || route.method === 'GET')) return clean
  return signOperationIds(clean, route.api, api, publicPath, async (operation) => {
    const { operationId } = operation
    if (!isStatus) return `${operationId}.${await signer.sign({ ...operation, scope })}`
    const isAsked = operation.api === route.api && operationId === ids[0]
    return isAsked ? `${operationId}.${signature}` : undefined
  })
}

async function checkSignature(
  scope: string,
  { route, ids: [operationId = ''] }: RouteMatch,
  signature: string,
  { signer }: RequestContext,
): Promise<void> {
  if (signer === undefined || !route.isStatus) return
  if (await signer.isSigned({ scope, api: route.api, operationId }, signature)) return
  throw new ProxyError(404, 'unknown-operation', 'Not found', 'This session has not started this operation.')
}

function preflight(
  request: Request,
  methods: readonly string[],
  { allowedOrigins }: RequestContext,
): Response {
  if (allowedOrigins.has(request.headers.get('Origin') ?? '')) return preflightResponse(request, methods)
  throw new ProxyError(403, 'cross-site', 'Cross-site request refused', 'This origin is not allowed.')
}
