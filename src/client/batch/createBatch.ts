import { onAbort } from '../http/abort.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import { createUuid } from '../request/idempotencyKey.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import { prepareSafely } from '../request/preparedRequest.ts'
import { KEY_LIFE_MS } from '../submission/sentIntent.ts'
import { hasTabLocks, holdTabLockSoon } from '../tabs/locks.ts'
import type { BatchPause, BatchSettings, BatchState } from './batch.ts'
import { isAnswered } from './batch.ts'
import { claimPlace, leavePlace } from './batchPlace.ts'
import type { BatchPlace } from './batchPlace.ts'
import type { BatchEntry } from './batchRun.ts'
import { toEntries, toRow, toStoredEntry, readIntents, restoreEntry } from './batchRun.ts'
import type { TabRecords, BatchHead } from './batchStore.ts'
import { createBatchStore } from './batchStore.ts'
import { createBatchRun } from './createBatchRun.ts'

/** Many inputs of one endpoint, from the start to the end of the last operation, across reloads of the tab. */
export interface Batch {
  readonly current: () => BatchState
  readonly subscribe: (listener: () => void) => () => void
  /** Reads what an earlier page has left, or continues after the provider has mounted again. */
  readonly open: () => Promise<void>
  /** @returns false if nothing was started, because a batch of this name is not over */
  readonly start: (prepares: readonly (() => Promise<PreparedRequest>)[]) => Promise<boolean>
  readonly stop: () => void
  readonly resume: () => void
  /** Does nothing while it is running. */
  readonly reset: () => void
  /** Begins what may begin now, such as with other settings. */
  readonly go: () => void
}

/** What depends on the application. */
export interface BatchOptions {
  readonly endpoint: DefinedEndpoint
  /** Identifies it among all batches of a home. */
  readonly name: string
  readonly takesIdempotencyKey: boolean
  readonly settings: () => BatchSettings
  readonly findPlace: () => BatchPlace | undefined
  /** A younger batch resumes automatically after a reload: the user is still waiting for it. */
  readonly freshMs: number
  /** Called if the tab's store has no room. */
  readonly onNotStored: () => void
}

/** A batch that is stored. */
interface KeptBatch {
  readonly records: TabRecords
  readonly now: () => number
  readonly head: BatchHead
}

/** The page that was reloaded releases its lock within this time. A lock that is held longer is of another tab. */
const LOCK_PATIENCE_MS = 2_000

const OTHER_VERSION = 'Not sent: the page has been updated since this was started. Start it again.'
const TOO_OLD = 'Not sent: this was started more than 23 hours ago. Start it again.'

export function createBatch(options: BatchOptions): Batch {
  const { endpoint, name, takesIdempotencyKey, settings, findPlace, freshMs, onNotStored } = options
  const store = createBatchStore(name)
  /** The entries of the current batch, in the order of their rows. */
  let entries: readonly BatchEntry[] = []
  let kept: KeptBatch | undefined
  /** Resolves to false if the records may be read later. */
  let opening: Promise<boolean> | undefined
  let isStarting = false
  let release: (() => void) | undefined
  let session: AbortSignal | undefined
  let place = ''
  /** Counts how often it was left. What began before stores nothing after. */
  let turn = 0

  const run = createBatchRun(endpoint, settings, findPlace, {
    onEntry: writeRow,
    onPause: writePause,
    onLeft: leave,
  })
  const holder = {
    isShown: () => findPlace() !== undefined,
    isDone: () => run.current().status === 'done',
    leave,
  }
  const isBusy = () => run.current().status === 'running' || run.current().status === 'paused'

  // Without a key, a copy in a duplicated tab could send twice, so nothing is stored.
  const recordsOf = (found: BatchPlace | undefined) => (takesIdempotencyKey ? found?.records : undefined)

  function writeRow(entry: BatchEntry) {
    if (kept) void store.writeRow(kept.records, entries.indexOf(entry), toRow(entry, kept.now()))
  }

  function writePause(pausedBy: BatchPause | undefined) {
    if (!kept) return
    kept = { ...kept, head: { ...kept.head, pausedBy } }
    void store.writeHead(kept.records, kept.head)
  }

  /** Forgets it in this page. Its records are deleted by the sign-out, or kept for a home that may come back. */
  function leave() {
    turn += 1
    entries = []
    kept = undefined
    opening = undefined
    release?.()
    release = undefined
    leavePlace(place, holder)
    run.end()
  }

  /** Ends with the session, such as at a sign-out. */
  function joinSession(found: BatchPlace) {
    if (session === found.session) return
    session = found.session
    onAbort(session, leave)
  }

  function claim({ home }: BatchPlace, mayReplaceDone?: boolean): boolean {
    place = `${home} ${name}`
    return claimPlace(place, holder, mayReplaceDone)
  }

  async function hold({ home, session: signal }: BatchPlace, id: string): Promise<boolean> {
    const mine = turn
    const letGo = await holdTabLockSoon(`react-accepted batch ${home} ${id}`, LOCK_PATIENCE_MS, signal)
    if (mine === turn) release = letGo
    else letGo?.()
    return mine === turn && letGo !== undefined
  }

  async function openStored(found: BatchPlace, mayResume: boolean) {
    const own = (opening ??= restore(found, mayResume))
    if (!(await own) && opening === own) opening = undefined
  }

  async function restore(found: BatchPlace, mayResume: boolean): Promise<boolean> {
    const mine = turn
    const records = recordsOf(found)
    if (!records) return true
    // Another provider of this page, or another tab, runs it. Its records stay.
    if (!claim(found)) return false
    const stored = await store.read(records)
    if (mine !== turn) return false
    const { now } = found.engine.context
    const isOver = stored && now() - stored.head.createdAt >= KEY_LIFE_MS
    if (isOver) await store.remove(records)
    const isHeld = stored && !isOver && (await hold(found, stored.head.id))
    if (!isHeld) leavePlace(place, holder)
    if (!isHeld) return !stored || isOver === true
    const next = stored.rows.map(toStoredEntry)
    const known = await readIntents(found, next)
    if (mine !== turn) return false
    const { head } = stored
    const lastAt = Math.max(head.createdAt, ...stored.rows.map(({ at }) => at))
    const isFresh = now() - lastAt >= 0 && now() - lastAt < freshMs
    const isSameVersion = head.version === endpoint.version
    const isSafe =
      found.isKnownUser && !endpoint.isDestructive && isSameVersion && hasTabLocks() && known.isRead
    entries = next
    kept = { records, now, head }
    run.begin(next, head.pausedBy ?? 'reload', () => {
      for (const entry of next) if (!isAnswered(entry.input)) restoreEntry(entry, found, known, run)
    })
    // An earlier version may have made a request that the server no longer takes.
    if (!isSameVersion) run.endWaiting(known.isRead ? 'refused' : 'unknown', OTHER_VERSION)
    if (mayResume && isSafe && isFresh && !head.pausedBy) run.resume()
    return true
  }

  async function startWith(next: readonly BatchEntry[], found: BatchPlace): Promise<boolean> {
    const mine = turn
    const { engine, session: signal } = found
    const { now } = engine.context
    const id = createUuid()
    const createdAt = now()
    const refused = next.some(({ input }) => input.state === 'refused')
    const pausedBy = refused && settings().afterFailure === 'stop' ? 'failure' : undefined
    const head: BatchHead = { id, version: endpoint.version, createdAt, count: next.length, pausedBy }
    const records = recordsOf(found)
    release?.()
    release = undefined
    kept = undefined
    if (records) {
      await hold(found, id)
      if (mine !== turn) return false
      const rows = next.map((entry) => toRow(entry, createdAt))
      const isStored = await store.begin(records, head, rows)
      // The sign-out may have come before the last row.
      if (signal.aborted) await store.remove(records)
      if (mine !== turn) return false
      if (isStored) kept = { records, now, head }
      else onNotStored()
    }
    entries = next
    run.begin(next, pausedBy)
    return true
  }

  return {
    current: run.current,
    subscribe: run.subscribe,
    async open() {
      const found = findPlace()
      if (!found) return
      joinSession(found)
      await openStored(found, true)
      run.go()
    },
    async start(prepares) {
      const found = findPlace()
      if (!found || isStarting || isBusy()) return false
      isStarting = true
      try {
        joinSession(found)
        await openStored(found, false)
        if (found.session.aborted || isBusy()) return false
        if (takesIdempotencyKey && !claim(found, true)) return false
        const mine = turn
        const prepared = await Promise.all(prepares.map((prepare) => prepareSafely(prepare)))
        return mine === turn && (await startWith(toEntries(prepared), found))
      } finally {
        isStarting = false
      }
    },
    stop: () => run.current().status === 'running' && run.pause('user'),
    resume() {
      if (kept && kept.now() - kept.head.createdAt >= KEY_LIFE_MS) run.endWaiting('refused', TOO_OLD)
      run.resume()
    },
    reset() {
      const found = findPlace()
      if (isStarting || run.current().status === 'running') return
      const records = found && claim(found) ? recordsOf(found) : undefined
      run.discard()
      leave()
      // There is nothing left to read.
      opening = Promise.resolve(records && store.remove(records)).then(() => true)
    },
    go: run.go,
  }
}
