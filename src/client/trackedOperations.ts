import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { isSameOperation } from '../protocol/operationIdentity.ts'

/** One operation an application keeps an eye on. */
export interface TrackedOperation {
  readonly accepted: AcceptedOperation
  /** False where a person stopped it: it stays in the list, and nobody asks for its status. */
  readonly isWatched: boolean
}

/** The operations an application keeps an eye on, newest first, whoever shows them. */
export interface TrackedOperations {
  /** The same array as long as nothing has changed. */
  readonly list: () => readonly TrackedOperation[]
  /** Adds one, or watches it again; an operation that is already there stays where it is. */
  readonly add: (accepted: AcceptedOperation, isWatched?: boolean) => void
  readonly stopWatching: (identity: OperationIdentity) => void
  readonly remove: (identity: OperationIdentity) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createTrackedOperations(): TrackedOperations {
  const listeners = new Set<() => void>()
  let tracked: readonly TrackedOperation[] = []

  function change(next: readonly TrackedOperation[]) {
    tracked = next
    for (const listener of listeners) listener()
  }

  function setWatched(identity: OperationIdentity, isWatched: boolean) {
    const before = tracked.find(({ accepted }) => isSameOperation(accepted, identity))
    if (!before || before.isWatched === isWatched) return
    change(tracked.map((one) => (one === before ? { ...one, isWatched } : one)))
  }

  return {
    list: () => tracked,
    add(accepted, isWatched = true) {
      if (tracked.some((known) => isSameOperation(known.accepted, accepted)))
        return setWatched(accepted, isWatched)
      const next = [{ accepted, isWatched }, ...tracked]
      change(next.toSorted((one, other) => other.accepted.acceptedAt - one.accepted.acceptedAt))
    },
    stopWatching: (identity) => setWatched(identity, false),
    remove(identity) {
      const left = tracked.filter(({ accepted }) => !isSameOperation(accepted, identity))
      if (left.length < tracked.length) change(left)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
