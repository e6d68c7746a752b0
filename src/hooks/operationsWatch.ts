import { isDoneSubmission, toDoneSnapshot } from '../client/doneSubmission.ts'
import type { Drafts } from '../client/drafts.ts'
import { createDrafts } from '../client/drafts.ts'
import type { JournalContent } from '../client/journalContent.ts'
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
import { resumeIntent } from './resumeIntent.ts'
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
  let readSoon: (() => void) | undefined
  const submissions = createSubmissions(() => home?.keeper)
  const drafts = createDrafts()
  const made = createMadeResources()

  function openHome(observers: OperationObservers, props: OperationsProviderProps): JournalHome {
    const opened = openJournalHome(observers, props, {
      onChanged: () => readSoon?.(),
      onCleared() {
        forgetHere()
        void home?.journal.beginAgain()
      },
    })
    drafts.open(opened.drafts)
    return opened
  }

  function forgetHere() {
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
    const { journal, keeper } = own
    const controller = new AbortController()
    const claimed = new Set<string>()
    let isFirst = true

    /** What was only shown here, and has been answered or given up elsewhere. */
    function dropAnswered(intents: ReadonlySet<string>) {
      for (const one of submissions.open()) {
        const key = one.record()?.idempotencyKey
        if (key && !one.hasRequest() && !intents.has(key)) {
          claimed.delete(key)
          one.forget()
        }
      }
    }

    function takeAllIn({ intents, operations }: JournalContent) {
      const before = tracked.list()
      for (const record of operations) takeIn(record, observers, isFirst)
      isFirst = false
      const now = new Set(operations.map(({ accepted }) => toOperationKey(accepted)))
      for (const { accepted } of before) {
        // Dismissed in another tab.
        if (journal.wasStored(accepted) && !now.has(toOperationKey(accepted))) tracked.remove(accepted)
      }
      dropAnswered(new Set(intents.map(({ idempotencyKey }) => idempotencyKey)))
      const open = new Set(submissions.open().map((one) => one.record()?.idempotencyKey))
      for (const record of intents) {
        if (claimed.has(record.idempotencyKey) || open.has(record.idempotencyKey)) continue
        claimed.add(record.idempotencyKey)
        void resumeIntent(
          record,
          own,
          { client: observers.client, submissions, onAccepted: tracked.add },
          controller.signal,
        )
      }
    }

    const held = submissions.open().filter((one) => one.hasRequest())
    keeper.holdAgain(
      held.flatMap((one) => one.record()?.idempotencyKey ?? []),
      controller.signal,
    )
    const reader = followJournal(own, takeAllIn)
    readSoon = reader.readSoon
    return () => {
      controller.abort()
      reader.stop()
      readSoon = undefined
      keeper.letAllGo()
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
    await settleOnce(home, { accepted, settled }, () => {
      // Unless a person has signed out meanwhile.
      if (ended.has(key)) onSettled?.(operation, accepted)
    })
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
