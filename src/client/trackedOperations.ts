import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'

/** The operations an application keeps an eye on, newest first, whoever shows them. */
export interface TrackedOperations {
  list: () => readonly AcceptedOperation[]
  /** Adds one; an operation that is already there stays where it is. */
  add: (accepted: AcceptedOperation) => void
  remove: (identity: OperationIdentity) => void
  subscribe: (listener: () => void) => () => void
}

export function createTrackedOperations(): TrackedOperations {
  const listeners = new Set<() => void>()
  let tracked: readonly AcceptedOperation[] = []

  function change(next: readonly AcceptedOperation[]) {
    tracked = next
    for (const listener of listeners) listener()
  }

  return {
    list: () => tracked,
    add(accepted) {
      if (!tracked.some((known) => isSame(known, accepted))) change([accepted, ...tracked])
    },
    remove(identity) {
      const left = tracked.filter((known) => !isSame(known, identity))
      if (left.length < tracked.length) change(left)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isSame(one: OperationIdentity, other: OperationIdentity): boolean {
  return one.operationId === other.operationId && one.api === other.api
}
