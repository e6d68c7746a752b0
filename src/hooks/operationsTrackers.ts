import { toHome } from '../client/http/clientContext.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import type { OperationsTracker } from './operationsTracker.ts'
import { createOperationsTracker } from './operationsTracker.ts'

/** The provider's current props; absent before its first effect. */
interface CurrentProps {
  readonly props?: OperationsProviderProps
}

/** The trackers of one provider: one for each home that it has not left yet. */
export interface OperationsTrackers {
  readonly of: (home: string) => OperationsTracker
  /** Starts the tracker of the provider's current home, and ends all others. */
  readonly start: (observers: OperationObservers, shared: CurrentProps) => void
  readonly stop: () => void
}

export function createOperationsTrackers(): OperationsTrackers {
  const byHome = new Map<string, OperationsTracker>()

  function of(home: string): OperationsTracker {
    const tracker = byHome.get(home) ?? createOperationsTracker()
    byHome.set(home, tracker)
    return tracker
  }

  return {
    of,
    start(observers, shared) {
      const { client, engine, home } = observers
      const { props } = shared
      // Effects of components run before the provider's own, which may still have the props of another home.
      if (props?.client !== client || toHome(engine.context.home, props.scope) !== home) return
      for (const [name, tracker] of byHome) {
        if (name === home) continue
        byHome.delete(name)
        tracker.leave(props)
      }
      of(home).start(observers, shared)
    },
    stop() {
      for (const tracker of byHome.values()) tracker.stop()
    },
  }
}
