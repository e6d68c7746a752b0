import { holdTabLockSoon } from '../client/tabs/locks.ts'
import type { AcceptedOperation, OperationIdentity } from '../protocol/operation.ts'
import { isSameOperation, toOperationKey } from '../protocol/operation.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toStoredSnapshot } from '../protocol/storedSnapshot.ts'
import type { SettledOperation, AsyncOperation } from './asyncOperation.ts'
import { isSettledView } from './asyncOperation.ts'
import type { JournalHome } from './journalHome.ts'
import type { OperationObservers } from './operationObserver.ts'
import { operationObserver } from './operationObserver.ts'

/** An operation in the application's list. */
export interface TrackedOperation {
  readonly accepted: AcceptedOperation
  /** False if the user stopped watching it: it stays in the list, and the provider does not poll it. */
  readonly isWatched: boolean
}

/** The application's list of operations, newest first, whether or not a component shows them. */
export interface TrackedOperations {
  /** The same array until something changes. */
  readonly list: () => readonly TrackedOperation[]
  /** Adds an operation, or watches it again. One that is already listed keeps its place. */
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

/**
 * Watches every tracked operation until it ends, whether or not a component shows it.
 *
 * @param onEnd called for each end, possibly more than once
 * @returns a function that stops it
 */
export function followTracked(
  tracked: TrackedOperations,
  observers: OperationObservers,
  onEnd: (operation: SettledOperation, accepted: AcceptedOperation) => void,
): () => void {
  const watched = new Map<AcceptedOperation, () => void>()
  function update() {
    const list = new Set(tracked.list().flatMap(({ accepted, isWatched }) => (isWatched ? accepted : [])))
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

/** The longest that a frozen tab with the lock delays `report` in another one. */
const PATIENCE_MS = 5_000

/** An operation, and how it ended. */
interface End {
  readonly accepted: AcceptedOperation
  readonly settled: OperationSnapshot
}

/**
 * Records how an operation ended, and calls `report` if this page is the one in this browser that should report
 * it. Does neither once the signal is aborted, such as by a sign-out.
 */
export async function settleOnce(
  { name, journal }: Pick<JournalHome, 'name' | 'journal'>,
  { accepted, settled }: End,
  signal: AbortSignal,
  report: () => void,
) {
  const release = await holdTabLockSoon(
    `react-accepted settled ${name} ${toOperationKey(accepted)}`,
    PATIENCE_MS,
    signal,
  )
  try {
    if (signal.aborted) return
    const isOurs = await journal.settle({ accepted, isWatched: true }, toStoredSnapshot(settled))
    if (isOurs && !signal.aborted) report()
  } catch (error) {
    reportError(error)
  } finally {
    release?.()
  }
}

/** A resource that was created while this provider was mounted. */
export interface CreatedResource {
  readonly type: string
  readonly id: string
  /** The operation that created it. */
  readonly accepted: AcceptedOperation
  /** True once an operation of this session has deleted it. */
  readonly isDeleted: boolean
}

/** Resources created in this session, newest first. Lists keep them visible, whatever page they are on. */
export interface CreatedResources {
  /** The same array until something changes. */
  readonly list: () => readonly CreatedResource[]
  /** Records what a completed operation created or, if it is destructive, deleted. */
  readonly note: (operation: AsyncOperation, accepted: AcceptedOperation, isDestructive: boolean) => void
  readonly clear: () => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createCreatedResources(): CreatedResources {
  const listeners = new Set<() => void>()
  let created: readonly CreatedResource[] = []

  function change(next: readonly CreatedResource[]) {
    created = next
    for (const listener of listeners) listener()
  }

  return {
    list: () => created,
    note(operation, accepted, isDestructive) {
      if (operation.status !== 'COMPLETED') return
      const { resource } = operation
      if (isDestructive) {
        if (created.some(({ id }) => id === accepted.resourceId))
          change(created.map((one) => (one.id === accepted.resourceId ? { ...one, isDeleted: true } : one)))
        return
      }
      // If the input named it, it existed before.
      if (accepted.resourceId !== undefined || resource.state !== 'found') return
      const { type, id } = resource
      if (!created.some((one) => one.id === id))
        change([{ type, id, accepted, isDeleted: false }, ...created])
    },
    clear: () => change([]),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
