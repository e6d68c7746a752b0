import type { IntentKeeper } from '../client/intentKeeper.ts'
import { createIntentKeeper } from '../client/intentKeeper.ts'
import type { Journal } from '../client/journal.ts'
import { createJournal } from '../client/journal.ts'
import type { IntentRecord, OperationRecord } from '../client/journalRecord.ts'
import { createSafeStorage, findStorage } from '../client/operationsStorage.ts'
import type { Submissions } from '../client/submissions.ts'
import { createSubmissions } from '../client/submissions.ts'
import { hasTabLocks, holdTabLock } from '../client/tabLock.ts'
import { tellClear } from '../client/tabs.ts'
import type { TrackedOperations } from '../client/trackedOperations.ts'
import { createTrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { SettledOperation } from './asyncOperation.ts'
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
  /** Those whose end has been seen by this page. */
  const ended = new Set<string>()
  let home: { readonly scope: string | undefined; journal: Journal; keeper: IntentKeeper } | undefined
  let running: OperationObservers | undefined
  let stopAll: (() => void) | undefined
  const submissions = createSubmissions(() => home?.keeper)

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
    return home
  }

  function forget({ journal, scope }: NonNullable<typeof home>): Promise<void> {
    submissions.clear()
    for (const { accepted } of tracked.list()) tracked.remove(accepted)
    ended.clear()
    running?.client.gate.forget()
    running?.queryClient.removeQueries({ queryKey: ['react-accepted/operation'] })
    tellClear(scope)
    return journal.clear()
  }

  function takeIn(record: OperationRecord, { client, queryClient }: OperationObservers, isFirst: boolean) {
    const { accepted, settled, isWatched } = record
    const isNew = !tracked.list().some((one) => toKey(one.accepted) === toKey(accepted))
    if (settled) {
      const known = client.gate.learn(settled)
      queryClient.setQueryData(['react-accepted/operation', accepted.api, accepted.operationId], known)
      // Whoever wrote the end down has told of it. Lists that are already shown still have to be read anew.
      if (isNew) ended.add(toKey(accepted))
      if (isNew && !isFirst) refreshLists({ client, queryClient, known: new Map() }, accepted)
    }
    tracked.add(accepted, isWatched)
  }

  async function resume(record: IntentRecord, keeper: IntentKeeper, journal: Journal, signal: AbortSignal) {
    const { idempotencyKey, createdAt } = record
    const client = running?.client
    const request = await journal.readRequest(idempotencyKey)
    const ageMs = (client?.context.now() ?? 0) - createdAt
    if (!hasTabLocks() && !request && ageMs < LONGEST_SUBMISSION_MS) return
    if (!client || !(await keeper.claim(idempotencyKey, signal))) return
    const submission = submissions.adopt(record, request, client)
    const isKnown = client.recipeOf(record.kind)?.version === record.version
    if (request && record.takesIdempotencyKey && !record.isDestructive && isKnown && ageMs < FRESH_MS)
      await submission.sendAgain(client, tracked.add)
  }

  function follow(observers: OperationObservers, { journal, keeper }: NonNullable<typeof home>) {
    const controller = new AbortController()
    const claimed = new Set<string>()
    let isFirst = true
    async function read() {
      const before = tracked.list()
      const { intents, operations } = await journal.load()
      if (controller.signal.aborted) return
      for (const record of operations) takeIn(record, observers, isFirst)
      isFirst = false
      const now = new Set(operations.map(({ accepted }) => toKey(accepted)))
      for (const { accepted } of before) {
        // Dismissed in another tab.
        if (journal.wasStored(accepted) && !now.has(toKey(accepted))) tracked.remove(accepted)
      }
      for (const record of intents) {
        if (claimed.has(record.idempotencyKey) || keeper.holds(record.idempotencyKey)) continue
        claimed.add(record.idempotencyKey)
        void resume(record, keeper, journal, controller.signal)
      }
    }
    void read()
    const unsubscribe = journal.subscribe(() => void read())
    return () => {
      controller.abort()
      unsubscribe()
    }
  }

  /** In every tab the lists are read anew; in one of them the application is told. */
  async function end(operation: SettledOperation, accepted: AcceptedOperation, shared: Told) {
    const observers = running
    if (!observers || !home || ended.has(toKey(accepted))) return
    ended.add(toKey(accepted))
    refreshLists(observers, accepted)
    const release = await holdTabLock(`react-accepted settled ${toKey(accepted)}`)
    const record = await home.journal.readOperation(accepted)
    const settled = observers.client.peek(accepted)
    if (!record?.settled) {
      if (settled) await home.journal.writeOperation({ isWatched: true, ...record, accepted, settled })
      shared.props?.onSettled?.(operation, accepted)
    }
    release?.()
  }

  return {
    tracked,
    submissions,
    add(accepted) {
      tracked.add(accepted)
      void home?.journal.writeOperation({ accepted, isWatched: true })
    },
    stopWatching(accepted) {
      tracked.stopWatching(accepted)
      void home?.journal.writeOperation({ accepted, isWatched: false })
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
      const own = openHome(shared.props, observers.client.context.now)
      running = observers
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

function toKey({ api, operationId }: OperationIdentity): string {
  return `${api} ${operationId}`
}
