'use client'
import { useEffect } from 'react'

import { toHome } from '../client/home.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsShared } from './OperationsContext.ts'
import type { OperationsWatch } from './operationsWatch.ts'
import { createOperationsWatch } from './operationsWatch.ts'
import { useOperationsContext } from './useOperationsContext.ts'

/** The watches of one provider: one for each home that it has had and not left yet. */
export interface OperationsWatches {
  readonly of: (home: string) => OperationsWatch
  /** The provider shows this home now; of the others nothing goes on. */
  readonly start: (observers: OperationObservers, shared: OperationsShared) => void
  readonly stop: () => void
}

/** The watch of the provider's home; the first to ask for it brings it into being. */
export function useWatch(asker: string): OperationsWatch {
  const { observers, shared } = useOperationsContext(asker)
  const watches = sharedWatches(shared)
  useEffect(() => watches.start(observers, shared), [watches, observers, shared])
  return watches.of(observers.home)
}

function sharedWatches(shared: OperationsShared): OperationsWatches {
  return (shared.watches ??= createWatches())
}

function createWatches(): OperationsWatches {
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
