import type { Drafts } from '../client/drafts.ts'
import { createDrafts } from '../client/drafts.ts'
import type { IntentKeeper } from '../client/intentKeeper.ts'
import { createIntentKeeper } from '../client/intentKeeper.ts'
import type { Journal } from '../client/journal.ts'
import { createJournal } from '../client/journal.ts'
import type { IntentRecord, OperationRecord } from '../client/journalRecord.ts'
import { createSafeStorage, findStorage } from '../client/operationsStorage.ts'
import { toStoragePrefix } from '../client/storagePrefix.ts'
import type { Submissions } from '../client/submissions.ts'
import { createSubmissions } from '../client/submissions.ts'
import { hasTabLocks, holdTabLock } from '../client/tabLock.ts'
import { tellClear } from '../client/tabs.ts'
import type { TrackedOperations } from '../client/trackedOperations.ts'
import { createTrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { isSameOperation, toOperationKey } from '../protocol/operationIdentity.ts'
import type { AsyncOperation, SettledOperation } from './asyncOperation.ts'
import { toAsyncOperation } from './asyncOperation.ts'
import { forgetQueries } from './forgetQueries.ts'
import type { MadeResources } from './madeResources.ts'
import { createMadeResources } from './madeResources.ts'
import { operationKeys } from './operationKeys.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import { refreshLists } from './refreshLists.ts'
import { watchTracked } from './watchTracked.ts'

/** The provider's props, as they are at each moment; absent before its first effect. */
interface Told {
  readonly props?: OperationsProviderProps
}

/** What a provider does beside showing: watches operations to their end, and loses none over a reload. */
export interface OperationsWatch {
  readonly tracked: TrackedOperations
  readonly submissions: Submissions
  readonly made: MadeResources
  readonly drafts: Drafts
  /** Watches an operation that was accepted elsewhere, or again. */
  readonly add: (accepted: AcceptedOperation) => void
  readonly stopWatching: (accepted: AcceptedOperation) => void
  readonly remove: (identity: OperationIdentity) => void
  /** Forgets everything of this scope, here and in the other tabs. */
  readonly clear: () => Promise<void>
  /** Begins to watch; does nothing where it already does. */
  readonly start: (observers: OperationObservers, shared: Told) => void
  readonly stop: () => void
}

/** An intent this young is sent again by itself after a reload: the person is still waiting for it. */
const FRESH_MS = 120_000
/** Where tabs cannot tell who is still there, no submission of another one takes as long as this. */
const LONGEST_SUBMISSION_MS = 600_000

export function createOperationsWatch(): OperationsWatch {
  const tracked = createTrackedOperations()
  /** Those whose end has been seen by this page … */
  const ended = new Set<string>()
  /** … and of which the application has been told, here or elsewhere. */
  const told = new Set<string>()
  let home: { readonly scope: string | undefined; journal: Journal; keeper: IntentKeeper } | undefined
  let running: OperationObservers | undefined
  let stopAll: (() => void) | undefined
  const submissions = createSubmissions(() => home?.keeper)
  const drafts = createDrafts()
  const made = createMadeResources()

  function openHome({ scope, storage }: OperationsProviderProps, now: () => number) {
    if (home?.scope === scope && home) return home
    if (home) void forget(home)
    const store =
      storage === undefined ? findStorage(scope === undefined ? 'sessionStorage' : 'localStorage') : storage
    const requests = storage === null ? undefined : findStorage('sessionStorage')
    const journal = createJournal({
      scope: scope ?? '',
      storage: createSafeStorage(store ?? undefined),
      requests: createSafeStorage(requests),
      now,
    })
    home = { scope, journal, keeper: createIntentKeeper(journal) }
    drafts.open(requests && { prefix: toStoragePrefix(scope ?? ''), storage: requests, now })
    return home
  }

  function forget({ journal, scope }: NonNullable<typeof home>): Promise<void> {
    submissions.clear()
    drafts.clear()
    made.clear()
    for (const { accepted } of tracked.list()) tracked.remove(accepted)
    ended.clear()
    told.clear()
    running?.client.gate.forget()
    if (running) forgetQueries(running.queryClient)
    tellClear(scope)
    return journal.clear()
  }

  function takeIn(record: OperationRecord, observers: OperationObservers, isFirst: boolean) {
    const { accepted, settled, isWatched } = record
    const isNew = !tracked.list().some((one) => isSameOperation(one.accepted, accepted))
    if (settled) {
      const known = observers.client.gate.learn(settled)
      observers.queryClient.setQueryData(operationKeys.one(accepted), known)
      // Whoever wrote the end down has told of it. Lists that are already shown still have to be read anew.
      told.add(toOperationKey(accepted))
      if (isNew) ended.add(toOperationKey(accepted))
      if (isNew && !isFirst) noteEnd(toAsyncOperation(known), accepted, observers)
    }
    tracked.add(accepted, isWatched)
  }

  async function resume(record: IntentRecord, keeper: IntentKeeper, journal: Journal, signal: AbortSignal) {
    const { idempotencyKey, createdAt } = record
    const client = running?.client
    if (!client) return
    const request = await journal.readRequest(idempotencyKey)
    const isTooEarly = client.context.now() - createdAt < LONGEST_SUBMISSION_MS
    if (!hasTabLocks() && !request && isTooEarly) return
    if (!(await keeper.claim(idempotencyKey, signal))) return
    // Without the request it is only shown: a tab that is just being reloaded comes back for it.
    if (!request) keeper.letGo(idempotencyKey)
    const ageMs = client.context.now() - createdAt
    const submission = submissions.adopt(record, request, client)
    const isKnown = client.recipeOf(record.kind)?.version === record.version
    if (
      request &&
      record.takesIdempotencyKey &&
      !record.isDestructive &&
      isKnown &&
      ageMs >= 0 &&
      ageMs < FRESH_MS
    )
      await submission.sendAgain(client, tracked.add)
  }

  function follow(observers: OperationObservers, { journal, keeper }: NonNullable<typeof home>) {
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
    async function read() {
      const before = tracked.list()
      const { intents, operations } = await journal.load()
      if (controller.signal.aborted) return
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
        void resume(record, keeper, journal, controller.signal)
      }
    }
    const own = submissions.open().filter((one) => one.hasRequest())
    keeper.holdAgain(
      own.flatMap((one) => one.record()?.idempotencyKey ?? []),
      controller.signal,
    )
    void read()
    const unsubscribe = journal.subscribe(() => void read())
    return () => {
      controller.abort()
      unsubscribe()
      keeper.letAllGo()
    }
  }

  function noteEnd(operation: AsyncOperation, accepted: AcceptedOperation, observers: OperationObservers) {
    refreshLists(observers, accepted)
    made.note(operation, accepted, observers.client.recipeOf(accepted.kind)?.isDestructive === true)
  }

  /** In every tab the lists are read anew; in one of them the application is told. */
  async function end(operation: SettledOperation, accepted: AcceptedOperation, shared: Told) {
    const observers = running
    if (!observers || !home || ended.has(toOperationKey(accepted))) return
    ended.add(toOperationKey(accepted))
    noteEnd(operation, accepted, observers)
    const release = await holdTabLock(`react-accepted settled ${toOperationKey(accepted)}`)
    const record = await home.journal.readOperation(accepted)
    const settled = observers.client.peek(accepted)
    if (!record?.settled) {
      if (settled) await home.journal.writeOperation({ isWatched: true, ...record, accepted, settled })
      shared.props?.onSettled?.(operation, accepted)
    }
    told.add(toOperationKey(accepted))
    release?.()
  }

  /** What the journal knows of it already, such as its end, stays. */
  function note(accepted: AcceptedOperation, isWatched: boolean) {
    const settled = told.has(toOperationKey(accepted)) ? running?.client.peek(accepted) : undefined
    void home?.journal.writeOperation({ accepted, isWatched, ...(settled && { settled }) })
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
    clear: async () => {
      if (home) await forget(home)
    },
    start(observers, shared) {
      if (running || !shared.props) return
      running = observers
      const own = openHome(shared.props, observers.client.context.now)
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
    stop: () => stopAll?.(),
  }
}
