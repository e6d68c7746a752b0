import type { OperationDefinition } from '../../protocol/endpoint.ts'
import type { AcceptedOperation, Operation } from '../../protocol/operation.ts'
import { readProblemDetails } from '../../protocol/readProblemDetails.ts'
import { readRuledResource } from '../../protocol/resource.ts'
import type { Endpoint, EndpointParts } from './endpoint.ts'
import { lookUpResource } from './lookUpResource.ts'
import { prepareRequest } from './prepareRequest.ts'
import { submitRequest } from './submitRequest.ts'

/**
 * Describes one endpoint of a 202 API. Infers the input type from `schema`, or from a type
 * annotation on `path` or `body`.
 *
 * @example
 * const importUsers = defineOperation({
 *   kind: 'import.create',
 *   version: 1,
 *   method: 'POST',
 *   path: () => '/imports',
 *   body: (input: { url: string }) => input,
 *   takesIdempotencyKey: true,
 * })
 */
export function defineOperation<TInput>(definition: OperationDefinition<TInput>): Endpoint<TInput> {
  const { resource } = definition
  const readResource = (operation: Operation, accepted?: AcceptedOperation) =>
    readRuledResource(operation, accepted, resource)
  const parts: EndpointParts = {
    prepare: prepareRequest,
    readResource,
    lookUp: resource?.find && ((snapshot, context) => lookUpResource(snapshot, resource, context)),
    send(request, client, options) {
      const { context } = client
      const apis = context.apis.map((api) => ({ ...api, readProblem: api.readProblem ?? readProblemDetails }))
      return submitRequest(request, { ...client, readResource, context: { ...context, apis } }, options)
    },
  }
  return { ...definition, '~internal': parts }
}
