import type { BasicCredentials } from './basicCredentials.ts'
import type { Exchange } from './exchange.ts'
import { internalError } from './internalError.ts'
import type { RouteMatch } from './matchRoutes.ts'
import { Refusal } from './Refusal.ts'

/** The scope that `authorize` grants. Everything but an object with a scope is a no. */
export async function readScope(
  request: Request,
  match: RouteMatch,
  { authorize }: Exchange,
): Promise<string> {
  const { action, api } = match.route
  const [resourceId, subresourceId] = match.ids
  let grant: { readonly scope?: unknown; readonly status?: unknown }
  try {
    grant = read(await authorize(request, { action, api, resourceId, subresourceId }))
  } catch (cause) {
    throw internalError(cause)
  }
  const { scope, status } = grant
  if (status === 401)
    throw new Refusal(401, 'signed-out', 'Sign-in needed', 'Nobody is signed in.', CHALLENGE)
  const isGranted = typeof scope === 'string' && scope !== ''
  // A session may have a status of its own, which is a word.
  if (status !== undefined && status !== 403 && (typeof status === 'number' || !isGranted)) {
    throw internalError(
      new TypeError(
        'authorize named a status other than 401 and 403. Answer { status: 401 } where nobody is signed in, ' +
          '{ scope } where the request is granted, and false everywhere else.',
      ),
    )
  }
  if (isGranted && status !== 403) return scope
  throw new Refusal(403, 'not-authorized', 'Not authorized', 'This session may not do that.')
}

/** A 401 has to name a challenge (RFC 9110, 15.5.2). For one that no browser knows, none opens a window of its own. */
const CHALLENGE = { headers: { 'WWW-Authenticate': 'Session' } }

function read(grant: unknown): { readonly scope?: unknown; readonly status?: unknown } {
  if (typeof grant !== 'object' || grant === null) return {}
  return { scope: Reflect.get(grant, 'scope'), status: Reflect.get(grant, 'status') }
}

/** The credentials of a scope, which from now on must not be told. */
export async function readCredentials(
  scope: string,
  { credentialsOf, secrets }: Exchange,
): Promise<BasicCredentials> {
  try {
    const credentials = await credentialsOf(scope)
    for (const secret of credentials.secrets) secrets.add(secret)
    return credentials
  } catch (cause) {
    throw internalError(cause)
  }
}
