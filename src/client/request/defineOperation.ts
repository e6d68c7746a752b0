import type { PollAnswer } from '../../protocol/advance.ts'
import type { OperationDefinition } from '../../protocol/endpoint.ts'
import { toDefaultKind } from '../../protocol/endpoint.ts'
import type { AcceptedOperation, Operation } from '../../protocol/operation.ts'
import { readProblemDetails } from '../../protocol/readProblemDetails.ts'
import { NONE, readRuledResource } from '../../protocol/resource.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { ClientContext } from '../http/clientContext.ts'
import type { Endpoint, EndpointParts } from './endpoint.ts'
import { lookUpResource, addResult, lookUpResult } from './lookUp.ts'
import { prepareRequest } from './prepareRequest.ts'
import { submitRequest } from './submitRequest.ts'

/**
 * Describes one endpoint of a 202 API. Infers the input type from `schema`, or from a type
 * annotation on `path` or `body`; without any of these, there is no input. If `path` is a string, `kind` defaults
 * to the method and the path, such as `POST /imports`, after the name of the API if it has one.
 *
 * @throws TypeError if `path` is a function and there is no `kind`
 *
 * @example
 * const importUsers = defineOperation({
 *   kind: 'import.create',
 *   path: '/imports',
 *   body: (input: { url: string }) => input,
 *   takesIdempotencyKey: true,
 * })
 */
export function defineOperation<TInput = void, TResult = unknown>(
  definition:
    | OperationDefinition<TInput, TResult>
    | (Omit<OperationDefinition<TInput, TResult>, 'kind' | 'path'> & {
        readonly kind?: undefined
        readonly path: string
      }),
): Endpoint<TInput, TResult> {
  const { version = 1, method = 'POST', path, takesIdempotencyKey = false, resource, result } = definition
  const kind =
    definition.kind ?? (typeof path === 'string' ? toDefaultKind(definition.api, method, path) : undefined)
  if (kind === undefined)
    throw new TypeError(
      "defineOperation needs a kind, because its path is a function. Name it, such as kind: 'report.create'.",
    )
  const readResource = (operation: Operation, accepted?: AcceptedOperation) =>
    readRuledResource(operation, accepted, resource)
  const parts: EndpointParts = {
    prepare: prepareRequest,
    readResource,
    addResult: result && ((...read) => addResult(...read, result)),
    lookUp: (resource?.find ?? result) && ((...known) => lookUpEnd(definition, ...known)),
    send(request, client, options) {
      const { context } = client
      const apis = context.apis.map((api) => ({ ...api, readProblem: api.readProblem ?? readProblemDetails }))
      return submitRequest(
        request,
        { ...client, readResource, addResult: parts.addResult, context: { ...context, apis } },
        options,
      )
    },
  }
  return {
    ...definition,
    kind,
    version,
    method,
    path: typeof path === 'string' ? () => path : path,
    takesIdempotencyKey,
    '~internal': parts,
  }
}

/** Looks up what a completed operation still lacks: its new resource, then its result. */
async function lookUpEnd(
  { resource: rule, result: resultRule }: Pick<OperationDefinition<never>, 'resource' | 'result'>,
  snapshot: OperationSnapshot,
  context: ClientContext,
  signal: AbortSignal,
): Promise<PollAnswer> {
  const { resource = NONE, result } = snapshot
  const found: PollAnswer =
    rule && resource.state === 'searching'
      ? await lookUpResource(snapshot, rule, context, signal)
      : { resource }
  const isMissing = result?.state === 'reading' || result?.state === 'unread'
  if ('error' in found || !resultRule || !isMissing) return found
  const read = await lookUpResult(snapshot, resultRule, context, signal)
  return 'error' in read ? read : { ...found, ...read }
}
