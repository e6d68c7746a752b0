import { onAbort, sleep } from '../http/abort.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import { createUuid } from '../request/idempotencyKey.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import { prepareSafely } from '../request/preparedRequest.ts'
import type { JournalContent } from '../storage/journalRecord.ts'
import { holdTabLockSoon } from '../tabs/locks.ts'
import type { BatchPause, BatchSettings, BatchState } from './batch.ts'
import { isAnswered } from './batch.ts'
import type { BatchEntry } from './batchEntry.ts'
import { toEntries, toRow, toStoredEntry } from './batchEntry.ts'
import type { BatchPlace } from './batchPlace.ts'
import type { BatchHead } from './batchStore.ts'
import { createBatchStore } from './batchStore.ts'
import { createBatchRun } from './createBatchRun.ts'

/** Many inputs of one endpoint, from the start to the end of the last operation, across reloads of the tab. */
export interface Batch {
  readonly current: () => BatchState
  readonly subscribe: (listener: () => void) => () => void
  /** Reads what an earlier page has left, or goes on after the provider has mounted again. */
  readonly open: () => Promise<void>
  /** @returns false if nothing was started, because the batch is not over */
  readonly start: (prepares: readonly (() => Promise<PreparedRequest>)[]) => Promise<boolean>
  readonly stop: () => void
  readonly resume: () => void
  /** Does nothing while it is running. */
  readonly reset: () => void
}

/** What depends on the application. */
export interface BatchOptions {
  readonly endpoint: DefinedEndpoint
  /** Distinguishes the batches of one endpoint. */
  readonly name: string
  readonly takesIdempotencyKey: boolean
  readonly settings: () => BatchSettings
  readonly findPlace: () => BatchPlace | undefined
  /** A younger batch goes on automatically after a reload: the user is still waiting for it. */
  readonly freshMs: number
  /** Called if the tab's store has no room. */
  readonly onNotStored: () => void
}

/** As long as an intent. */
const LIFE_MS = 24 * 3_600_000
/** The page that was reloaded releases its lock within this time. A lock that is held longer is of another tab. */
const LOCK_PATIENCE_MS = 2_000
/** The wait before an unreadable journal is read again. */
const RETRY_MS = 1_000

async function readJournal(place: BatchPlace): Promise<JournalContent | undefined> {
  let content: JournalContent | undefined
  while (!content && !place.session.aborted) {
    // oxlint-disable-next-line no-await-in-loop -- Each read waits for the one before.
    content = await place.journal.load()
    // oxlint-disable-next-line no-await-in-loop -- As above.
    if (!content) await sleep(RETRY_MS, place.session).catch(() => undefined)
  }
  return content
}

export function createBatch(options: BatchOptions): Batch {
  const { endpoint, name, takesIdempotencyKey, settings, findPlace, freshMs, onNotStored } = options
  const store = createBatchStore(`${endpoint.kind} ${name}`)
  /** The entries of the current batch, in the order of their rows. */
  let entries: readonly BatchEntry[] = []
  let head: BatchHead | undefined
  let opening: Promise<void> | undefined
  let isStarting = false
  let release: (() => void) | undefined
  let session: AbortSignal | undefined

  const run = createBatchRun(endpoint, settings, findPlace, {
    onEntry: writeRow,
    onPause: writePause,
    onLeft: leave,
  })

  // Without a key, a copy in a duplicated tab could send twice, so nothing is stored.
  const recordsOf = (place: BatchPlace | undefined) => (takesIdempotencyKey ? place?.records : undefined)

  function writeRow(entry: BatchEntry) {
    const place = findPlace()
    const records = head && recordsOf(place)
    if (place && records)
      void store.writeRow(records, entries.indexOf(entry), toRow(entry, place.engine.context.now()))
  }

  function writePause(pausedBy: BatchPause | undefined) {
    const records = recordsOf(findPlace())
    if (!head || !records) return
    head = { ...head, pausedBy }
    void store.writeHead(records, head)
  }

  /** Forgets it in this page. Its records are deleted by the sign-out, or kept for a home that may come back. */
  function leave() {
    entries = []
    head = undefined
    opening = undefined
    release?.()
    release = undefined
    run.end()
  }

  /** Ends with the session, such as at a sign-out. */
  function joinSession(place: BatchPlace) {
    if (session === place.session) return
    session = place.session
    onAbort(session, leave)
  }

  async function hold(place: BatchPlace, id: string): Promise<boolean> {
    const lock = `react-accepted batch ${place.home} ${id}`
    const letGo = await holdTabLockSoon(lock, LOCK_PATIENCE_MS, place.session)
    if (place.session.aborted) letGo?.()
    else release = letGo
    return letGo !== undefined && !place.session.aborted
  }

  async function readStored(place: BatchPlace) {
    const records = recordsOf(place)
    const stored = records && (await store.read(records))
    if (!records || !stored || place.session.aborted) return
    const { now } = place.engine.context
    // A duplicated tab has a copy. It is the other tab that runs it.
    if (now() - stored.head.createdAt >= LIFE_MS || !(await hold(place, stored.head.id))) {
      if (!place.session.aborted) await store.remove(records)
      return
    }
    const content = await readJournal(place)
    if (!content || place.session.aborted) return
    head = stored.head
    const lastAt = Math.max(head.createdAt, ...stored.rows.map(({ at }) => at))
    const isFresh = now() - lastAt >= 0 && now() - lastAt < freshMs
    const isSafe = place.isKnownUser && !endpoint.isDestructive && head.version === endpoint.version
    entries = stored.rows.map(toStoredEntry)
    const requests = await readRequests(place, content)
    if (place.session.aborted) return
    run.begin(entries, head.pausedBy ?? 'reload')
    for (const entry of entries) if (!isAnswered(entry.input)) takeUp(entry, place, content, requests)
    if (isSafe && isFresh && !head.pausedBy) run.resume()
    else run.go()
  }

  async function readRequests({ journal }: BatchPlace, { intents }: JournalContent) {
    const keys = new Set(entries.map(({ idempotencyKey }) => idempotencyKey))
    const own = intents.filter(({ idempotencyKey }) => keys.has(idempotencyKey))
    const requests = own.map(
      async ({ idempotencyKey }) => [idempotencyKey, await journal.readRequest(idempotencyKey)] as const,
    )
    return new Map(await Promise.all(requests))
  }

  /** An intent is in the journal before it is sent, so the others have not begun. */
  function takeUp(
    entry: BatchEntry,
    { engine, submissions, onAccepted }: BatchPlace,
    { intents, operations }: JournalContent,
    requests: ReadonlyMap<string, PreparedRequest | undefined>,
  ) {
    const isOwn = ({ idempotencyKey }: { readonly idempotencyKey?: string }) =>
      idempotencyKey === entry.idempotencyKey
    const known = operations.find(isOwn)
    const accepted = known?.accepted ?? entry.input.accepted
    const intent = intents.find(isOwn)
    if (accepted) {
      if (!known?.settled) onAccepted(accepted)
      run.follow(entry, accepted, known?.settled)
    } else if (intent) {
      const open = submissions.open().find((one) => one.record()?.idempotencyKey === entry.idempotencyKey)
      run.takeOver(
        entry,
        open ?? submissions.adopt(intent, requests.get(entry.idempotencyKey) ?? entry.request, engine),
      )
    }
  }

  return {
    current: run.current,
    subscribe: run.subscribe,
    async open() {
      const place = findPlace()
      if (!place) return
      joinSession(place)
      opening ??= readStored(place)
      await opening
      run.go()
    },
    async start(prepares) {
      const place = findPlace()
      const { status } = run.current()
      if (!place || isStarting || status === 'running' || status === 'paused') return false
      isStarting = true
      try {
        joinSession(place)
        await (opening ??= readStored(place))
        if (run.current().status === 'running' || run.current().status === 'paused') return false
        const prepared = await Promise.all(prepares.map((prepare) => prepareSafely(prepare)))
        if (place.session.aborted) return false
        return await startWith(toEntries(prepared), place)
      } finally {
        isStarting = false
      }
    },
    stop: () => run.current().status === 'running' && run.pause('user'),
    resume: run.resume,
    reset() {
      const records = recordsOf(findPlace())
      if (isStarting || run.current().status === 'running') return
      if (records) void store.remove(records)
      leave()
      // There is nothing left to read.
      opening = Promise.resolve()
    },
  }

  async function startWith(next: readonly BatchEntry[], place: BatchPlace): Promise<boolean> {
    const { engine, session: signal } = place
    const id = createUuid()
    const createdAt = engine.context.now()
    const refused = next.some(({ input }) => input.state === 'refused')
    const pausedBy = refused && settings().afterFailure === 'stop' ? 'failure' : undefined
    const first: BatchHead = { id, version: endpoint.version, createdAt, count: next.length, pausedBy }
    release?.()
    entries = next
    head = undefined
    const records = recordsOf(place)
    await hold(place, id)
    const isStored =
      !records ||
      (await store.begin(
        records,
        first,
        next.map((entry) => toRow(entry, createdAt)),
      ))
    if (signal.aborted) return false
    if (isStored) head = first
    else onNotStored()
    run.begin(next, pausedBy)
    return true
  }
}
