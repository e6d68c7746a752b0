import type { AcceptedOperation, OperationRecipe, OperationsClient } from 'react-accepted/client'

import { createSubmission } from '../../src/client/createSubmission.ts'

/** A submission of one recipe, as a form uses it. */
export function createForm<TInput>(
  recipe: OperationRecipe<TInput>,
  ...more: Parameters<typeof createSubmission> extends [unknown, ...infer TMore] ? TMore : never
) {
  const submission = createSubmission(recipe, ...more)
  return {
    ...submission,
    submit: (input: TInput, client: OperationsClient, onAccepted?: (accepted: AcceptedOperation) => void) =>
      submission.submit(() => recipe.prepare(input), client, onAccepted),
  }
}
