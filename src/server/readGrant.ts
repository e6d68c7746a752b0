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
  let grant: unknown
  try {
    grant = await authorize(request, { action, api, resourceId, subresourceId })
  } catch (cause) {
    throw internalError(cause)
  }
  const scope: unknown = typeof grant === 'object' && grant !== null ? Reflect.get(grant, 'scope') : undefined
  if (typeof scope === 'string' && scope !== '') return scope
  throw new Refusal(403, 'not-authorized', 'Not authorized', 'This session may not do that.')
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
