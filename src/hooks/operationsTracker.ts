import { noteCancelling } from '../client/cancelOperation.ts'
import { reopenResult } from '../client/request/endpoint.ts'
import { isDoneSubmission, toDoneSnapshot } from '../client/request/idempotencyKey.ts'
import type { Drafts } from '../client/storage/drafts.ts'
import { createDrafts } from '../client/storage/drafts.ts'
import type { OperationRecord } from '../client/storage/journalRecord.ts'
import type { Submissions } from '../client/submission/submissions.ts'
import { createSubmissions } from '../client/submission/submissions.ts'
import { broadcastClear } from '../client/tabs/tabs.ts'
import type { AcceptedOperation, OperationIdentity } from '../protocol/operation.ts'
import { isSameOperation, toOperationKey } from '../protocol/operation.ts'
import { toSnapshot } from '../protocol/snapshot.ts'
import type { AsyncOperation, SettledOperation } from './asyncOperation.ts'
import { toAsyncOperation } from './asyncOperation.ts'
import { followJournal, openJournalHome } from './journalHome.ts'
import type { JournalHome } from './journalHome.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import { forgetQueries, operationQueryKey, refreshResources } from './queries.ts'
import { resumeIntents } from './resumeIntents.ts'
import type { CreatedResources, TrackedOperations } from './trackedOperations.ts'
import {
  createCreatedResources,
  createTrackedOperations,
  followTracked,
  settleOnce,
} from './trackedOperations.ts'

/** The provider's current props; absent before its first effect. */
interface CurrentProps {
  readonly props?: OperationsProviderProps
}

/** The background work for one home: watches operations until they end, and loses none on a reload. */
export interface OperationsTracker {
  readonly tracked: TrackedOperations
  readonly submissions: Submissions
  readonly created: CreatedResources
  readonly drafts: Drafts
  /** Watches an operation that was accepted elsewhere, or one that was stopped. */
  readonly add: (accepted: AcceptedOperation) => void
  readonly stopWatching: (accepted: AcceptedOperation) => void
  readonly remove: (identity: OperationIdentity) => void
  /** Records that the server has agreed to cancel it, so that a reload still shows it. */
  readonly noteCancelling: (identity: OperationIdentity) => void
  /** Deletes everything of this home, here and in the other tabs. */
  readonly clear: () => Promise<void>
  /** Aborted by a sign-out: what started before it is not sent after it. */
  readonly session: () => AbortSignal
  /** The home and its observers while it is being watched; `undefined` before and after. */
  readonly watched: () => { readonly own: JournalHome; readonly observers: OperationObservers } | undefined
  /** Starts to watch; does nothing if it has already started. */
  readonly start: (observers: OperationObservers, shared: CurrentProps) => void
  readonly stop: () => void
  /**
   * Call when the provider leaves this home. Another scope may be another user, so it then deletes
   * everything.
   */
  readonly leave: (next: OperationsProviderProps) => void
}

export function createOperationsTracker(): OperationsTracker {
  const tracked = createTrackedOperations()
  /** The keys of operations whose end this page has seen. */
  const ended = new Set<string>()
  let home: JournalHome | undefined
  let running: OperationObservers | undefined
  /** The observers that last showed this home. */
  let shown: OperationObservers | undefined
  let stopAll: (() => void) | undefined
  let following: { readonly readSoon: () => void; readonly forget: () => void } | undefined
  /** Aborted by a sign-out: what started before it neither writes nor reports anything after it. */
  let session = new AbortController()
  const submissions = createSubmissions(() => home?.ledger)
  const drafts = createDrafts()
  const created = createCreatedResources()

  function openHome(observers: OperationObservers, props: OperationsProviderProps): JournalHome {
    const opened = openJournalHome(observers, props, {
      onChanged: () => following?.readSoon(),
      onCleared() {
        forgetHere()
        void home?.journal.beginAgain()
      },
    })
    drafts.open(opened.drafts)
    return opened
  }

  function forgetHere() {
    session.abort()
    session = new AbortController()
    following?.forget()
    submissions.clear()
    drafts.clear()
    created.clear()
    for (const { accepted } of tracked.list()) tracked.remove(accepted)
    ended.clear()
    if (!shown) return
    shown.engine.gate.forget()
    delete shown.engine.context.cancelling
    forgetQueries(shown)
  }

  async function clear() {
    forgetHere()
    if (!home) return
    const { name, scope, journal, notify } = home
    await journal.clear()
    // Only now, so that tabs that start over find the new mark and nothing else.
    notify('cleared')
    if (scope !== undefined) broadcastClear(name)
  }

  function applyRecord(record: OperationRecord, observers: OperationObservers, isFirst: boolean) {
    const { accepted, settled, isWatched } = record
    const isNew = !tracked.list().some((one) => isSameOperation(one.accepted, accepted))
    // The page closed before the end was written.
    if (!settled && isDoneSubmission(accepted)) observers.engine.gate.learn(toDoneSnapshot(accepted))
    if (!settled && record.isCancelling) {
      const known = noteCancelling(observers.engine, toSnapshot(accepted))
      observers.queryClient.setQueryData(operationQueryKey(observers.home, accepted), known)
    }
    if (settled) {
      const { engine } = observers
      const held = engine.gate.peek(accepted)
      // This page may be reading the result.
      const known = held?.result ? held : engine.gate.learn(reopenResult(settled, engine, 'manual'))
      observers.queryClient.setQueryData(operationQueryKey(observers.home, accepted), known)
      // The page that wrote the end reports it. Lists on this page still have to be refetched.
      if (isNew) ended.add(toOperationKey(accepted))
      if (isNew && !isFirst) noteEnd(toAsyncOperation(known), accepted, observers)
    }
    tracked.add(accepted, isWatched)
  }

  function follow(observers: OperationObservers, own: JournalHome) {
    const { engine } = observers
    const resumption = resumeIntents(own, { engine, submissions, onAccepted: tracked.add })
    let isFirst = true
    const reader = followJournal(own, ({ intents, operations }) => {
      const before = tracked.list()
      for (const record of operations) applyRecord(record, observers, isFirst)
      isFirst = false
      const now = new Set(operations.map(({ accepted }) => toOperationKey(accepted)))
      for (const { accepted } of before) {
        // Dismissed in another tab.
        if (own.journal.findAccepted(accepted) && !now.has(toOperationKey(accepted))) tracked.remove(accepted)
      }
      resumption.resume(intents)
    })
    following = { readSoon: reader.readSoon, forget: resumption.forget }
    return () => {
      reader.stop()
      resumption.forget()
      own.ledger.releaseAll()
      following = undefined
    }
  }

  function noteEnd(operation: AsyncOperation, accepted: AcceptedOperation, observers: OperationObservers) {
    refreshLists(observers, accepted)
    created.note(operation, accepted, observers.client.endpointOf(accepted.kind)?.isDestructive === true)
  }

  /** Every tab refetches its lists, but only one calls `onSettled`. */
  async function settle(operation: SettledOperation, accepted: AcceptedOperation, shared: CurrentProps) {
    const observers = running
    const key = toOperationKey(accepted)
    const settled = observers?.client.peek(accepted)
    // Another tab has read the result, and this one is reading it.
    if (!observers || !home || !settled || settled.wake === 'timer' || ended.has(key)) return
    ended.add(key)
    noteEnd(operation, accepted, observers)
    // Read it now: while the end is written, the provider may get another home or unmount.
    const { onSettled } = shared.props ?? {}
    await settleOnce(home, { accepted, settled }, session.signal, () => onSettled?.(operation, accepted))
  }

  /** Keeps what the journal already has, such as how the operation ended. */
  function note(accepted: AcceptedOperation, isWatched: boolean) {
    void home?.journal.writeOperation({ accepted, isWatched })
  }

  function stop() {
    stopAll?.()
    stopAll = undefined
  }

  return {
    tracked,
    submissions,
    created,
    drafts,
    add(accepted) {
      tracked.add(accepted)
      note(accepted, true)
    },
    stopWatching(accepted) {
      tracked.stopWatching(accepted)
      note(accepted, false)
    },
    remove(identity) {
      tracked.remove(identity)
      void home?.journal.removeOperation(identity)
    },
    noteCancelling(identity) {
      const found = tracked.list().find(({ accepted }) => isSameOperation(accepted, identity))
      if (found) void home?.journal.writeOperation({ ...found, isCancelling: true })
    },
    clear,
    session: () => session.signal,
    watched: () => running && home && { own: home, observers: running },
    start(observers, shared) {
      if (running || !shared.props) return
      running = observers
      shown = observers
      const own = (home ??= openHome(observers, shared.props))
      const stopWatching = followTracked(tracked, observers, (operation, accepted) => {
        void settle(operation, accepted, shared)
      })
      const stopListening = own.listen()
      const stopFollowing = follow(observers, own)
      stopAll = () => {
        stopWatching()
        stopListening()
        stopFollowing()
        running = undefined
      }
    },
    stop,
    leave({ scope }) {
      stop()
      if (home && home.scope !== scope) void clear()
      else submissions.leave()
    },
  }
}

/** Invalidates every query that shows resources of the types an operation changes. */
function refreshLists(observers: OperationObservers, { kind }: AcceptedOperation) {
  const endpoint = observers.client.endpointOf(kind)
  const types = new Set([
    ...(endpoint?.refreshes ?? []),
    ...(endpoint?.resource ? [endpoint.resource.type] : []),
  ])
  for (const type of types) void refreshResources(observers, type)
}
