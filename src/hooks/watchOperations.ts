import { QueryObserver } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { TrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { asyncOperationOptions } from './asyncOperationOptions.ts'
import { resourcesKey } from './resourcesKey.ts'

/** An operation that has ended, as `onSettled` is told of it. */
export type SettledOperation = Extract<AsyncOperation, { status: 'COMPLETED' | 'FAILED' | 'CANCELLED' }>

/**
 * Watches every tracked operation to its end, whether or not a component shows it; then refreshes the lists it
 * changes and tells the application, once.
 *
 * @returns how to stop
 */
export function watchOperations(
  client: OperationsClient,
  tracked: TrackedOperations,
  queryClient: QueryClient,
  onSettled: (operation: SettledOperation, accepted: AcceptedOperation) => void,
): () => void {
  const watched = new Map<AcceptedOperation, () => void>()

  function watch(accepted: AcceptedOperation) {
    const observer = new QueryObserver(queryClient, asyncOperationOptions(client, accepted))
    let isTold = false
    const look = (operation: AsyncOperation | undefined) => {
      if (isTold || !operation || !isEnded(operation)) return
      isTold = true
      watched.get(accepted)?.()
      watched.set(accepted, () => undefined)
      refresh(accepted)
      onSettled(operation, accepted)
    }
    watched.set(
      accepted,
      observer.subscribe(({ data }) => look(data)),
    )
    look(observer.getCurrentResult().data)
  }

  function refresh(accepted: AcceptedOperation) {
    const recipe = client.recipeOf(accepted.kind)
    const types = new Set([...(recipe?.refreshes ?? []), ...(recipe?.resource ? [recipe.resource.type] : [])])
    for (const type of types) void queryClient.invalidateQueries({ queryKey: resourcesKey(type) })
  }

  function update() {
    const list = tracked.list()
    for (const [accepted, stop] of watched) {
      if (list.includes(accepted)) continue
      stop()
      watched.delete(accepted)
    }
    for (const accepted of list) if (!watched.has(accepted)) watch(accepted)
  }

  update()
  const unsubscribe = tracked.subscribe(update)
  return () => {
    unsubscribe()
    for (const stop of watched.values()) stop()
    watched.clear()
  }
}

/** Ended, and its new resource is no longer being looked for. */
function isEnded(operation: AsyncOperation): operation is SettledOperation {
  if (operation.status === 'COMPLETED') return operation.resource.state !== 'searching'
  return operation.status === 'FAILED' || operation.status === 'CANCELLED'
}
