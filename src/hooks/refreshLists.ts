import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationObservers } from './operationObserver.ts'
import { resourcesKey } from './resourcesKey.ts'

/** Has everything read anew that shows resources of the types an operation changes. */
export function refreshLists({ client, queryClient, home }: OperationObservers, { kind }: AcceptedOperation) {
  const recipe = client.recipeOf(kind)
  const types = new Set([...(recipe?.refreshes ?? []), ...(recipe?.resource ? [recipe.resource.type] : [])])
  for (const type of types) void queryClient.invalidateQueries({ queryKey: resourcesKey(home, type) })
}
