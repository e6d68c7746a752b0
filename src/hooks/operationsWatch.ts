import { isDoneSubmission, toDoneSnapshot } from '../client/doneSubmission.ts'
import type { Drafts } from '../client/drafts.ts'
import { createDrafts } from '../client/drafts.ts'
import type { OperationRecord } from '../client/journalRecord.ts'
import type { Submissions } from '../client/submissions.ts'
import { createSubmissions } from '../client/submissions.ts'
import { tellClear } from '../client/tabs.ts'
import type { TrackedOperations } from '../client/trackedOperations.ts'
import { createTrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { isSameOperation, toOperationKey } from '../protocol/operationIdentity.ts'
import type { AsyncOperation, SettledOperation } from './asyncOperation.ts'
import { toAsyncOperation } from './asyncOperation.ts'
import { followJournal } from './followJournal.ts'
import { forgetQueries } from './forgetQueries.ts'
import type { JournalHome } from './journalHome.ts'
import { openJournalHome } from './journalHome.ts'
import type { MadeResources } from './madeResources.ts'
import { createMadeResources } from './madeResources.ts'
import { operationKeys } from './operationKeys.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import { refreshLists } from './refreshLists.ts'
import { resumeIntents } from './resumeIntents.ts'
import { settleOnce } from './settleOnce.ts'
import { watchTracked } from './watchTracked.ts'

/** The provider's props, as they are at each moment; absent before its first effect. */
interface Told {
  readonly props?: OperationsProviderProps
}

/** What a provider does for one home beside showing: watches operations to their end, and loses none over a reload. */
export interface OperationsWatch {
  readonly tracked: TrackedOperations
  readonly submissions: Submissions
  readonly made: MadeResources
  readonly drafts: Drafts
  /** Watches an operation that was accepted elsewhere, or again. */
  readonly add: (accepted: AcceptedOperation) => void
  readonly stopWatching: (accepted: AcceptedOperation) => void
  readonly remove: (identity: OperationIdentity) => void
  /** Forgets everything of this home, here and in the other tabs. */
  readonly clear: () => Promise<void>
  /** Aborted by a sign-out: what was begun before it is not sent after it. */
  readonly life: () => AbortSignal
  /** Begins to watch; does nothing if it already does. */
  readonly start: (observers: OperationObservers, shared: Told) => void
  readonly stop: () => void
  /** The provider has another home now. Another scope is another person: then everything of this one is forgotten. */
  readonly end: (next: OperationsProviderProps) => void
}

export function createOperationsWatch(): OperationsWatch {
  const tracked = createTrackedOperations()
  /** Those whose end this page has seen. */
  const ended = new Set<string>()
  let home: JournalHome | undefined
  let running: OperationObservers | undefined
  /** Those that showed this home last. */
  let shown: OperationObservers | undefined
  let stopAll: (() => void) | undefined
  let following: { readonly readSoon: () => void; readonly forget: () => void } | undefined
  /** Ends with a sign-out: what was begun before it writes and tells nothing after it. */
  let life = new AbortController()
  const submissions = createSubmissions(() => home?.keeper)
  const drafts = createDrafts()
  const made = createMadeResources()

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
    life.abort()
    life = new AbortController()
    following?.forget()
    submissions.clear()
    drafts.clear()
    made.clear()
    for (const { accepted } of tracked.list()) tracked.remove(accepted)
    ended.clear()
    if (!shown) return
    shown.client.gate.forget()
    forgetQueries(shown)
  }

  async function clear() {
    forgetHere()
    if (!home) return
    const { name, scope, journal, tell } = home
    await journal.clear()
    // Now whoever begins again finds the new mark, and nothing else.
    tell('cleared')
    if (scope !== undefined) tellClear(name)
  }

  function takeIn(record: OperationRecord, observers: OperationObservers, isFirst: boolean) {
    const { accepted, settled, isWatched } = record
    const isNew = !tracked.list().some((one) => isSameOperation(one.accepted, accepted))
    // Its page ended before the end was written down.
    if (!settled && isDoneSubmission(accepted)) observers.client.gate.learn(toDoneSnapshot(accepted))
    if (settled) {
      const known = observers.client.gate.learn(settled)
      observers.queryClient.setQueryData(operationKeys.one(observers.home, accepted), known)
      // Whoever wrote the end down tells of it. Lists that are already shown still have to be read again.
      if (isNew) ended.add(toOperationKey(accepted))
      if (isNew && !isFirst) noteEnd(toAsyncOperation(known), accepted, observers)
    }
    tracked.add(accepted, isWatched)
  }

  function follow(observers: OperationObservers, own: JournalHome) {
    const { client } = observers
    const resumption = resumeIntents(own, { client, submissions, onAccepted: tracked.add })
    let isFirst = true
    const reader = followJournal(own, ({ intents, operations }) => {
      const before = tracked.list()
      for (const record of operations) takeIn(record, observers, isFirst)
      isFirst = false
      const now = new Set(operations.map(({ accepted }) => toOperationKey(accepted)))
      for (const { accepted } of before) {
        // Dismissed in another tab.
        if (own.journal.findAccepted(accepted) && !now.has(toOperationKey(accepted))) tracked.remove(accepted)
      }
      resumption.takeUp(intents)
    })
    following = { readSoon: reader.readSoon, forget: resumption.forget }
    return () => {
      reader.stop()
      resumption.forget()
      own.keeper.letAllGo()
      following = undefined
    }
  }

  function noteEnd(operation: AsyncOperation, accepted: AcceptedOperation, observers: OperationObservers) {
    refreshLists(observers, accepted)
    made.note(operation, accepted, observers.client.recipeOf(accepted.kind)?.isDestructive === true)
  }

  /** In every tab the lists are read again; in one of them the application is told. */
  async function end(operation: SettledOperation, accepted: AcceptedOperation, shared: Told) {
    const observers = running
    const key = toOperationKey(accepted)
    const settled = observers?.client.peek(accepted)
    if (!observers || !home || !settled || ended.has(key)) return
    ended.add(key)
    noteEnd(operation, accepted, observers)
    // That of this moment: while the end is written down, the provider may get another home, or be gone.
    const { onSettled } = shared.props ?? {}
    await settleOnce(home, { accepted, settled }, life.signal, () => onSettled?.(operation, accepted))
  }

  /** What the journal knows of it already, such as its end, stays. */
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
    made,
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
    clear,
    life: () => life.signal,
    start(observers, shared) {
      if (running || !shared.props) return
      running = observers
      shown = observers
      const own = (home ??= openHome(observers, shared.props))
      const stopWatching = watchTracked(tracked, observers, (operation, accepted) => {
        void end(operation, accepted, shared)
      })
      const stopFollowing = follow(observers, own)
      stopAll = () => {
        stopWatching()
        stopFollowing()
        running = undefined
      }
    },
    stop,
    end({ scope }) {
      stop()
      if (home && home.scope !== scope) void clear().finally(home.close)
      else {
        submissions.leave()
        home?.close()
      }
    },
  }
}
