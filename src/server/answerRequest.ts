import { askUpstream } from './askUpstream.ts'
import { cleanAnswer, type CleanAnswer } from './cleanAnswer.ts'
import type { Exchange } from './exchange.ts'
import { forwardedHeaders, readSubmissionId } from './forwardedHeaders.ts'
import { isCrossSite } from './isCrossSite.ts'
import type { RouteMatch } from './matchRoutes.ts'
import { checkStripped, readTarget } from './mount.ts'
import { nameOperations } from './nameOperations.ts'
import { preflightResponse } from './preflightResponse.ts'
import { readCredentials, readScope } from './readGrant.ts'
import { readQuery } from './readQuery.ts'
import { readRequestBody, toBodyText, withBody } from './readRequestBody.ts'
import { readMethods, readRoute } from './readRoute.ts'
import { readSignedPath } from './readSignedPath.ts'
import { Refusal } from './Refusal.ts'
import { digest, scopedKey } from './scopedKey.ts'
import { toStatusKey, toTenant, type StatusOwner } from './statusKey.ts'

const crossSite = 'Requests are taken from pages of this origin, or of an allowed one.'

/** The life of a request, from the line that is read first to the answer. */
export async function answerRequest(request: Request, exchange: Exchange): Promise<Response> {
  const { allowedOrigins, mount, signer } = exchange
  const target = readTarget(request.url, mount)
  const { path, signature } =
    signer === undefined ? { path: target.path, signature: '' } : readSignedPath(target.path)
  if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
    return preflight(request, readMethods(path), exchange)
  }
  const match = readRoute(request.method, path)
  const { route } = match
  if (isCrossSite(request, allowedOrigins)) {
    throw new Refusal(403, 'cross-site', 'Cross-site request refused', crossSite)
  }
  checkStripped(request, mount)
  const url = `${path}${readQuery(target.query, route)}`
  const headers = forwardedHeaders(request, route)
  const submissionId = readSubmissionId(request, route)
  const bytes = await readRequestBody(request, route, exchange)
  const scope = await readScope(withBody(request, bytes), match, exchange)
  await checkSignature(scope, match, signature, exchange)
  const body = bytes === undefined ? null : toBodyText(bytes)
  const { authorization, username } = await readCredentials(scope, exchange)

  headers['Authorization'] = authorization
  const key = headers['Idempotency-Key']
  if (key !== undefined) headers['Idempotency-Key'] = await scopedKey(scope, key)
  const send = async (): Promise<CleanAnswer> => {
    const init = { method: route.method, headers, body }
    const clean = await ask(url, init, { account: username, scope }, match, request, exchange)
    return named(clean, scope, match, signature, exchange)
  }
  const answer = await (submissionId === undefined
    ? send()
    : exchange.join(
        {
          tenant: toTenant(username, scope),
          id: submissionId,
          what: await digest(route.method, url, body, headers['If-Match']),
        },
        send,
      ))
  const { status, headers: passed, text } = answer
  return new Response(text === '' ? null : text, { status, headers: passed })
}

/** Asks Twilio; for an operation's status, only where nobody has just done so. */
async function ask(
  url: string,
  init: { method: string; headers: Record<string, string>; body: string | null },
  owner: Pick<StatusOwner, 'account' | 'scope'>,
  { route }: RouteMatch,
  request: Request,
  exchange: Exchange,
): Promise<CleanAnswer> {
  const { share, secrets, upstream, mount } = exchange
  const { origin, prefix } = upstream[route.api]
  const whole = `${origin}${prefix}${url}`
  const isShared = share !== undefined && route.action === 'operations.get'
  const send = async (): Promise<CleanAnswer> => {
    // What is shared is not given up when the first who asked leaves.
    const caller = isShared ? undefined : request.signal
    return cleanAnswer(await askUpstream(whole, init, exchange, caller), route, exchange, [...secrets])
  }
  if (!isShared) return send()
  return share(toStatusKey({ ...owner, publicPath: mount.publicPath, url: whole }), send)
}

/**
 * Names the operation of a 202, and the one that was asked about. No other: a signature is given to who began the
 * operation, never for an ID that merely stands in an answer.
 */
async function named(
  clean: CleanAnswer,
  scope: string,
  { route, ids }: RouteMatch,
  signature: string,
  { mount: { publicPath }, signer }: Exchange,
): Promise<CleanAnswer> {
  if (signer === undefined) return clean
  if (route.action === 'operations.get') {
    return nameOperations(clean, route.api, publicPath, ({ api, operationId }) =>
      api === route.api && operationId === ids[0] ? `${operationId}.${signature}` : undefined,
    )
  }
  if (clean.status !== 202 || route.method === 'GET') return clean
  return nameOperations(
    clean,
    route.api,
    publicPath,
    async (operation) => `${operation.operationId}.${await signer.sign({ ...operation, scope })}`,
  )
}

async function checkSignature(
  scope: string,
  { route, ids: [operationId = ''] }: RouteMatch,
  signature: string,
  { signer }: Exchange,
): Promise<void> {
  if (signer === undefined || route.action !== 'operations.get') return
  if (await signer.isSigned({ scope, api: route.api, operationId }, signature)) return
  throw new Refusal(404, 'unknown-operation', 'Not found', 'This session has begun no such operation.')
}

function preflight(request: Request, methods: readonly string[], { allowedOrigins }: Exchange): Response {
  if (allowedOrigins.has(request.headers.get('Origin') ?? '')) return preflightResponse(request, methods)
  throw new Refusal(403, 'cross-site', 'Cross-site request refused', 'This origin is not an allowed one.')
}
