import type { OperationEvent } from '../client/polling/operationEvents.ts'
import { toOperationEvents } from '../client/polling/operationEvents.ts'
import { reopenResult } from '../client/request/endpoint.ts'
import type { Tabs } from '../client/tabs/tabs.ts'
import { createTabs } from '../client/tabs/tabs.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsShared } from './OperationsContext.ts'
import { forgetQueries, operationQueryKey } from './queries.ts'

/** A provider attached to its client's poll gate. */
export interface GateAttachment {
  readonly tabs: Tabs | undefined
  readonly leave: () => void
}

/**
 * Attaches a provider to its client's poll gate: reports every change to `onEvent`, and shares polls with the
 * other tabs of this browser. Lazy-loaded, because nothing on the page has to wait for it.
 */
export function attachToGate(observers: OperationObservers, shared: OperationsShared): GateAttachment {
  const { engine, queryClient, home } = observers
  const { gate, context } = engine
  const tabs = createTabs({
    home,
    isShared: shared.props?.scope !== undefined,
    gate,
    now: context.now,
    learn(news) {
      const snapshot = gate.learn(reopenResult(news, engine, 'timer'))
      const queryKey = operationQueryKey(home, snapshot)
      // Only what this tab shows or watches.
      if (queryClient.getQueryState(queryKey)) queryClient.setQueryData(queryKey, snapshot)
    },
    onClear() {
      // A journal gets this on its own channel, and clears the rest as well.
      if (shared.trackers) return
      gate.forget()
      delete context.cancelling
      forgetQueries(observers)
    },
  })
  const detach = gate.attach({
    onChange(change) {
      const onEvent = shared.props?.onEvent
      if (!onEvent) return
      for (const event of toOperationEvents(change, context.now())) notify(onEvent, event)
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

/** Calls a listener. An error it throws is reported as uncaught, and stops nothing. */
function notify(onEvent: (event: OperationEvent) => void, event: OperationEvent) {
  try {
    onEvent(event)
  } catch (error) {
    reportError(error)
  }
}
