import type { OperationEvent } from '../client/operationEvent.ts'
import type { Tabs } from '../client/tabs.ts'
import { createTabs } from '../client/tabs.ts'
import { toOperationEvents } from '../client/toOperationEvents.ts'
import { forgetQueries } from './forgetQueries.ts'
import { operationKeys } from './operationKeys.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsShared } from './OperationsContext.ts'

/** A provider at its client's gate. */
export interface Joined {
  readonly tabs: Tabs | undefined
  readonly leave: () => void
}

/**
 * Puts a provider beside its client's gate: it tells the application of every change there, and shares the polls with
 * the other tabs of this browser. Loaded after the page, since nothing that is shown has to wait for it.
 */
export function joinGate(observers: OperationObservers, shared: OperationsShared): Joined {
  const { client, queryClient, home } = observers
  const { gate, context } = client
  const tabs = createTabs({
    home,
    isShared: shared.props?.scope !== undefined,
    gate,
    now: context.now,
    onNews(snapshot) {
      const queryKey = operationKeys.one(home, snapshot)
      // Only what this tab shows or watches.
      if (queryClient.getQueryState(queryKey)) queryClient.setQueryData(queryKey, snapshot)
    },
    onClear() {
      // If there is a journal, it hears of this by itself, and forgets the rest too.
      if (shared.watches) return
      gate.forget()
      forgetQueries(observers)
    },
  })
  const detach = gate.attach({
    onChange(change) {
      const onEvent = shared.props?.onEvent
      if (!onEvent) return
      for (const event of toOperationEvents(change, context.now())) tell(onEvent, event)
    },
  })
  return {
    tabs,
    leave() {
      detach()
      tabs?.close()
    },
  }
}

/** Whatever a listener does, the engine goes on; its error is reported as one that nobody caught. */
function tell(onEvent: (event: OperationEvent) => void, event: OperationEvent) {
  try {
    onEvent(event)
  } catch (error) {
    reportError(error)
  }
}
