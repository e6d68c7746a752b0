import type { TrackedOperations } from '../client/trackedOperations.ts'
import { createTrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { AsyncOperation, SettledOperation } from './asyncOperation.ts'
import type { OperationObservers } from './operationObserver.ts'
import { operationObserver } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import { resourcesKey } from './resourcesKey.ts'

/** Whom to tell: the provider's props, as they are when it happens. */
interface Told {
  readonly props?: Pick<OperationsProviderProps, 'onSettled'>
}

/** Watches every tracked operation to its end, whether or not a component shows it. */
export interface OperationsWatch {
  readonly tracked: TrackedOperations
  /** Begins to watch; does nothing where it already does. */
  readonly start: (observers: OperationObservers, shared: Told) => void
  readonly stop: () => void
}

type OnSettled = (operation: SettledOperation, accepted: AcceptedOperation) => void

export function createOperationsWatch(): OperationsWatch {
  const tracked = createTrackedOperations()
  const told = new Set<AcceptedOperation>()
  let stop: (() => void) | undefined
  return {
    tracked,
    start(observers, shared) {
      stop ??= watchAll(tracked, observers, (operation, accepted) => {
        if (told.has(accepted)) return
        told.add(accepted)
        refreshLists(observers, accepted)
        shared.props?.onSettled?.(operation, accepted)
      })
    },
    stop() {
      stop?.()
      stop = undefined
    },
  }
}

function watchAll(tracked: TrackedOperations, observers: OperationObservers, onEnd: OnSettled): () => void {
  const watched = new Map<AcceptedOperation, () => void>()
  function update() {
    const list = new Set(tracked.list())
    for (const [accepted, stop] of watched) {
      if (list.has(accepted)) continue
      stop()
      watched.delete(accepted)
    }
    for (const accepted of list) {
      if (watched.has(accepted)) continue
      const observer = operationObserver(observers, accepted)
      const look = ({ data }: { data: AsyncOperation | undefined }) => {
        if (data && isEnded(data)) onEnd(data, accepted)
      }
      watched.set(accepted, observer.subscribe(look))
      look(observer.getCurrentResult())
    }
  }
  update()
  const unsubscribe = tracked.subscribe(update)
  return () => {
    unsubscribe()
    for (const stop of watched.values()) stop()
  }
}

function refreshLists({ client, queryClient }: OperationObservers, { kind }: AcceptedOperation) {
  const recipe = client.recipeOf(kind)
  const types = new Set([...(recipe?.refreshes ?? []), ...(recipe?.resource ? [recipe.resource.type] : [])])
  for (const type of types) void queryClient.invalidateQueries({ queryKey: resourcesKey(type) })
}

/** Ended, and its new resource is no longer being looked for. */
function isEnded(operation: AsyncOperation): operation is SettledOperation {
  if (operation.status === 'COMPLETED') return operation.resource.state !== 'searching'
  return operation.status === 'FAILED' || operation.status === 'CANCELLED'
}
