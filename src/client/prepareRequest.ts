import { SubmissionError } from '../protocol/errors.ts'
import type { RecipeDefinition } from '../protocol/recipeDefinition.ts'
import { toFieldProblems } from '../protocol/standardSchema.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { isSound } from './preparedRequest.ts'

/**
 * Checks an input and turns it into the request that goes out. All of the recipe's own code runs here, before anything
 * leaves: what it throws can not lose an accepted operation.
 *
 * @throws SubmissionError `refused`, naming the fields, where the schema does not take the input
 * @throws RangeError for a path that leaves the API, or a header that is not a request's own
 * @throws what the recipe's own functions throw
 */
export async function prepareRequest<TInput>(
  recipe: RecipeDefinition<TInput>,
  input: TInput,
): Promise<PreparedRequest> {
  const checked = await checkInput(recipe, input)
  const body = recipe.body?.(checked)
  const request: PreparedRequest = {
    api: recipe.api,
    method: recipe.method,
    path: recipe.path(checked),
    headers: recipe.headers?.(checked),
    body: body === undefined ? undefined : JSON.stringify(body),
    kind: recipe.kind,
    label: recipe.label?.(checked),
    hint: recipe.hint?.(checked),
    resourceId: recipe.resourceId?.(checked),
    takesIdempotencyKey: recipe.takesIdempotencyKey,
  }
  if (isSound(request)) return request
  throw new RangeError(`${recipe.kind} is not sent: its path leaves the API, or its headers are not its own`)
}

async function checkInput<TInput>(recipe: RecipeDefinition<TInput>, input: TInput): Promise<TInput> {
  const result = await recipe.schema?.['~standard'].validate(input)
  if (!result) return input
  if (!result.issues) return result.value
  const fields = toFieldProblems(result.issues)
  const message = fields.map((one) => `${one.field}: ${one.message}`).join(' ')
  const problem = { title: 'Some fields need attention', fields }
  throw new SubmissionError('refused', { kind: 'refused', message, problem }, 0, undefined)
}
