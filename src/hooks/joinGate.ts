import type { OperationEvent } from '../client/operationEvent.ts'
import type { PollGate } from '../client/pollGate.ts'
import type { Tabs } from '../client/tabs.ts'
import { createTabs } from '../client/tabs.ts'
import type { GateChange } from '../client/toOperationEvents.ts'
import { toOperationEvents } from '../client/toOperationEvents.ts'
import { forgetQueries } from './forgetQueries.ts'
import { operationKeys } from './operationKeys.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsShared } from './OperationsContext.ts'

/** One provider at a gate. */
interface Member {
  readonly hear: (change: GateChange) => void
  readonly tabs: Tabs | undefined
}

const membersOf = new WeakMap<PollGate, Set<Member>>()

/**
 * Puts a provider beside its client's gate: it hears of every change there, and shares the polls with the other tabs of
 * this browser. Loaded after the page, since nothing that is shown has to wait for it.
 *
 * @returns a function that ends it
 */
export function joinGate(observers: OperationObservers, shared: OperationsShared): () => void {
  const { client, queryClient, home } = observers
  const { gate, context } = client
  const members = membersOf.get(gate) ?? wrap(gate)
  const tabs = createTabs({
    home,
    isShared: shared.props?.scope !== undefined,
    gate,
    onNews(snapshot) {
      const queryKey = operationKeys.one(home, snapshot)
      // Only what this tab shows or watches.
      if (queryClient.getQueryState(queryKey)) queryClient.setQueryData(queryKey, snapshot)
    },
    onClear() {
      gate.forget()
      forgetQueries(observers)
      // Each tab has its own.
      shared.watch?.drafts.clear()
    },
  })
  const member: Member = {
    hear(change) {
      const onEvent = shared.props?.onEvent
      if (!onEvent) return
      for (const event of toOperationEvents(change, context.now())) tell(onEvent, event)
    },
    tabs,
  }
  members.add(member)
  return () => {
    members.delete(member)
    tabs?.close()
  }
}

function wrap(gate: PollGate): Set<Member> {
  const members = new Set<Member>()
  membersOf.set(gate, members)
  const { keep, poll } = gate
  gate.keep = (snapshot, cause) => {
    const before = gate.peek(snapshot)
    const after = keep(snapshot, cause)
    if (after !== before) for (const { hear } of members) hear({ before, after, cause })
    return after
  }
  gate.poll = (due) => {
    const tabs = [...members].findLast((member) => member.tabs)?.tabs
    return tabs ? tabs.takeTurn(due, poll) : poll(due)
  }
  return members
}

/** Whatever a listener does, the engine goes on; its error is reported as one that nobody caught. */
function tell(onEvent: (event: OperationEvent) => void, event: OperationEvent) {
  try {
    onEvent(event)
  } catch (error) {
    reportError(error)
  }
}
