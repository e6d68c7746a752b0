import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { PollAnswer } from '../protocol/advance.ts'
import type { Operation } from '../protocol/operation.ts'
import { readProblemDetails } from '../protocol/readProblemDetails.ts'
import { readRuledResource } from '../protocol/readRuledResource.ts'
import type { RecipeDefinition, WatchedRecipe } from '../protocol/recipeDefinition.ts'
import type { Resource } from '../protocol/resource.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import type { ClientContext } from './clientContext.ts'
import { lookUpResource } from './lookUpResource.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { prepareRequest } from './prepareRequest.ts'
import { submitRequest } from './submitRequest.ts'

/** What a client does with a recipe, whatever its input. */
export interface KnownRecipe extends WatchedRecipe {
  /** How its requests leave. It comes with the recipe, so that a page which only watches does not carry it. */
  readonly send: typeof submitRequest
  readonly readResource?: ((operation: Operation, accepted?: AcceptedOperation) => Resource) | undefined
  readonly lookUp?: ((snapshot: OperationSnapshot, context: ClientContext) => Promise<PollAnswer>) | undefined
}

/** One endpoint that answers 202, ready to be submitted. */
export interface OperationRecipe<TInput>
  extends RecipeDefinition<TInput>, Pick<KnownRecipe, 'send' | 'readResource' | 'lookUp'> {
  /** Checks the input, once, and makes the request of it. */
  readonly prepare: (input: TInput) => Promise<PreparedRequest>
}

/**
 * Describes one endpoint of a 202 API. Infers the input from `schema`, or from the annotation of `path`.
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
export function defineOperation<TInput>(definition: RecipeDefinition<TInput>): OperationRecipe<TInput> {
  const { resource } = definition
  return {
    ...definition,
    prepare: (input) => prepareRequest(definition, input),
    readResource: (operation, accepted) => readRuledResource(operation, accepted, resource),
    lookUp: resource?.find && ((snapshot, context) => lookUpResource(snapshot, resource, context)),
    send(request, { context, gate }, options) {
      const apis = context.apis.map((api) => ({ ...api, readProblem: api.readProblem ?? readProblemDetails }))
      return submitRequest(request, { context: { ...context, apis }, gate }, options)
    },
  }
}
