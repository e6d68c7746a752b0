import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { RecipeDefinition } from '../protocol/recipeDefinition.ts'
import type { SubmitContext, SubmitOptions } from './submitOperation.ts'
import { submitOperation } from './submitOperation.ts'

/**
 * One endpoint that answers 202, ready to be submitted. It brings the code for submitting along, so that a page which
 * only watches operations does not carry it.
 */
export interface OperationRecipe<TInput> extends RecipeDefinition<TInput> {
  readonly send: (input: TInput, context: SubmitContext, options: SubmitOptions) => Promise<AcceptedOperation>
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
  return {
    ...definition,
    send: (input, context, options) => submitOperation(definition, input, context, options),
  }
}
