import type { TrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { SettledOperation } from './asyncOperation.ts'
import { isSettledView } from './asyncOperation.ts'
import type { OperationObservers } from './operationObserver.ts'
import { operationObserver } from './operationObserver.ts'

/**
 * Watches every tracked operation to its end, whether or not a component shows it.
 *
 * @param onEnd told of each end, possibly more than once
 * @returns a function that stops it
 */
export function watchTracked(
  tracked: TrackedOperations,
  observers: OperationObservers,
  onEnd: (operation: SettledOperation, accepted: AcceptedOperation) => void,
): () => void {
  const watched = new Map<AcceptedOperation, () => void>()
  function update() {
    const wanted = tracked.list().filter(({ isWatched }) => isWatched)
    const list = new Set(wanted.map(({ accepted }) => accepted))
    for (const [accepted, stop] of watched) {
      if (list.has(accepted)) continue
      stop()
      watched.delete(accepted)
    }
    for (const accepted of list) {
      if (watched.has(accepted)) continue
      const observer = operationObserver(observers, accepted)
      const look = () => {
        const view = observer.read()
        if (isSettledView(view)) onEnd(view, accepted)
      }
      watched.set(accepted, observer.follow(look))
      look()
    }
  }
  update()
  const unsubscribe = tracked.subscribe(update)
  return () => {
    unsubscribe()
    for (const stop of watched.values()) stop()
  }
}
