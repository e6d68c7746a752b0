import { toHome } from '../client/home.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import type { OperationsWatch } from './operationsWatch.ts'
import { createOperationsWatch } from './operationsWatch.ts'

/** The provider's props, as they are at each moment; absent before its first effect. */
interface Told {
  readonly props?: OperationsProviderProps
}

/** The watches of one provider: one for each home that it has had and not left yet. */
export interface OperationsWatches {
  readonly of: (home: string) => OperationsWatch
  /** The provider shows this home now; of the others nothing goes on. */
  readonly start: (observers: OperationObservers, shared: Told) => void
  readonly stop: () => void
}

export function createOperationsWatches(): OperationsWatches {
  const byHome = new Map<string, OperationsWatch>()

  function of(home: string): OperationsWatch {
    const watch = byHome.get(home) ?? createOperationsWatch()
    byHome.set(home, watch)
    return watch
  }

  return {
    of,
    start(observers, shared) {
      const { client, home } = observers
      const { props } = shared
      // The effects of components come before the provider's own, which may still have the props of another home.
      if (props?.client !== client || toHome(client.context.home, props.scope) !== home) return
      for (const [name, watch] of byHome) {
        if (name === home) continue
        byHome.delete(name)
        watch.end(props)
      }
      of(home).start(observers, shared)
    },
    stop() {
      for (const watch of byHome.values()) watch.stop()
    },
  }
}
