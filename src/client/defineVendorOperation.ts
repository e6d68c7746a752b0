import { RequestError } from '../protocol/errors.ts'
import { readRuledResource } from '../protocol/readRuledResource.ts'
import type { RecipeDefinition } from '../protocol/recipeDefinition.ts'
import type { OperationRecipe } from './defineOperation.ts'
import { lateSending, sendLate, toUnsentError } from './lateSending.ts'

/**
 * `defineOperation` for a vendor whose APIs have an error reader of their own, and whose client knows many recipes: its
 * pages carry neither the reader for all APIs nor, before a person acts, what sends a request. Nothing is sent
 * before that is loaded.
 */
export function defineVendorOperation<TInput>(definition: RecipeDefinition<TInput>): OperationRecipe<TInput> {
  const { resource } = definition
  return {
    ...definition,
    async prepare(input) {
      try {
        return await (await lateSending.load()).prepareRequest(definition, input)
      } catch (error) {
        throw toUnsentError(error)
      }
    },
    send: sendLate,
    readResource: (operation, accepted) => readRuledResource(operation, accepted, resource),
    lookUp:
      resource?.find &&
      (async (snapshot, context) => {
        try {
          return await (await lateSending.load()).lookUpResource(snapshot, resource, context)
        } catch (error) {
          return {
            error:
              error instanceof RequestError ? error.failure : { kind: 'contract', message: String(error) },
          }
        }
      }),
  }
}
