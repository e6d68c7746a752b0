import type { OperationEvent } from '../client/operationEvent.ts'
import type { PollGate } from '../client/pollGate.ts'
import type { GateChange } from '../client/toOperationEvents.ts'
import { toOperationEvents } from '../client/toOperationEvents.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsShared } from './OperationsContext.ts'

/** Those who are told of every change of a gate. */
const listenersOf = new WeakMap<PollGate, Set<(change: GateChange) => void>>()

/**
 * Lets a provider hear of everything that happens at its client's gate. Loaded after the page, since nothing that is
 * shown has to wait for it.
 *
 * @returns a function that ends it
 */
export function joinGate({ client }: OperationObservers, shared: OperationsShared): () => void {
  const listeners = listenersOf.get(client.gate) ?? wrapKeep(client.gate)
  const listener = (change: GateChange) => {
    const onEvent = shared.props?.onEvent
    if (!onEvent) return
    for (const event of toOperationEvents(change, client.context.now())) tell(onEvent, event)
  }
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function wrapKeep(gate: PollGate) {
  const listeners = new Set<(change: GateChange) => void>()
  listenersOf.set(gate, listeners)
  const { keep } = gate
  gate.keep = (snapshot, cause) => {
    const before = gate.peek(snapshot)
    const after = keep(snapshot, cause)
    if (after !== before) for (const listener of listeners) listener({ before, after, cause })
    return after
  }
  return listeners
}

/** Whatever a listener does, the engine goes on; its error is reported as one that nobody caught. */
function tell(onEvent: (event: OperationEvent) => void, event: OperationEvent) {
  try {
    onEvent(event)
  } catch (error) {
    reportError(error)
  }
}
