import { readField } from '../../protocol/json.ts'
import type { AcceptedOperation, OperationIdentity } from '../../protocol/operation.ts'
import { toOperationKey } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { toStoragePrefix } from '../http/clientContext.ts'
import { createUuid } from '../request/idempotencyKey.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import { readPreparedRequest } from '../request/preparedRequest.ts'
import { hasTabLocks } from '../tabs/locks.ts'
import type { IntentRecord, JournalContent, OperationRecord } from './journalRecord.ts'
import { parse, readContent, readOperationRecord } from './journalRecord.ts'
import type { Changes, Guard, JournalStore, Written } from './journalStore.ts'
import { createTurns, untilAnswered } from './journalStore.ts'

/** Without transactions, two tabs may find no end. After this wait, the overwritten one gives in. */
const SETTLING_MS = 100

export interface JournalOptions {
  /** The home that the records belong to. Records of other homes are neither shown nor changed. */
  readonly home: string
  readonly storage: JournalStore
  /** Where requests are kept until their 202, at most as long as the tab is open. */
  readonly requests: JournalStore
  readonly now: () => number
  /** Called when this journal finds that another tab has cleared it. */
  readonly onCleared: () => void
  /** Called once, if an intent could not be stored anywhere. */
  readonly onRefused: () => void
}

/**
 * Holds intents from before they are sent until their outcome is known (24 h at most), and accepted
 * operations until they are dismissed (7 days at most, and the 200 that ended last). Never throws.
 * `undefined`: the store could not be read, which proves nothing. After a clear, nothing from before counts.
 */
export interface Journal {
  readonly load: () => Promise<JournalContent | undefined>
  /** Writes the request first: an intent without its request could not be sent again. */
  readonly writeIntent: (record: IntentRecord, request?: PreparedRequest) => Promise<Written>
  /** True if the intent is stored and has no operation yet; `undefined` if the journal cannot be read. */
  readonly hasIntent: (idempotencyKey: string) => Promise<boolean | undefined>
  readonly readRequest: (idempotencyKey: string) => Promise<PreparedRequest | undefined>
  readonly removeIntent: (idempotencyKey: string) => Promise<void>
  /** Replaces the intent with its operation. */
  readonly accept: (record: OperationRecord & { readonly idempotencyKey: string }) => Promise<void>
  /** Records an operation, or whether it is watched. How it ended is kept. */
  readonly writeOperation: (record: OperationRecord) => Promise<void>
  /**
   * Records how an operation ended.
   *
   * @returns true for the one page in this browser that should report it
   */
  readonly settle: (record: OperationRecord, settled: OperationSnapshot) => Promise<boolean>
  readonly removeOperation: (identity: OperationIdentity) => Promise<void>
  /** An operation that this page has seen in the store. If the store no longer has it, it was removed. */
  readonly findAccepted: (identity: OperationIdentity) => AcceptedOperation | undefined
  /** Returns a reader of the mark that changes with each clear. It reads `undefined` after the next clear. */
  readonly bindMark: () => () => Promise<string | null | undefined>
  /** False if another tab has cleared the journal. */
  readonly isCurrent: () => Promise<boolean>
  /** Deletes everything of this home, for all tabs. */
  readonly clear: () => Promise<void>
  /** Deletes what only this tab stores and starts over, after another tab has cleared the rest. */
  readonly beginAgain: () => Promise<void>
}

export function createJournal(options: JournalOptions): Journal {
  const { home, storage, requests, now, onCleared, onRefused } = options
  const own = toStoragePrefix(home)
  const markKey = `${own}mark`
  const toIntentKey = (idempotencyKey: string) => `${own}intent/${idempotencyKey}`
  const toRequestKey = (idempotencyKey: string) => `${own}request/${idempotencyKey}`
  const toRecordKey = (identity: OperationIdentity) => `${own}operation/${toOperationKey(identity)}`
  const seen = new Map<string, AcceptedOperation>()
  const inTurn = createTurns()
  const pageId = createUuid()
  /** Changes with each clear. A page with a different mark belongs to what was cleared. */
  let mark: string | null | undefined
  /** Counts the clears that this page knows of. A call that started before one writes nothing after it. */
  let era = 0
  let hasRefused = false
  let opening: Promise<string | null | undefined> | undefined
  /** Until this resolves, the store may still hold records from before the clear. */
  let clearing: Promise<unknown> | undefined

  async function open() {
    await clearing
    if (mark !== undefined) return
    opening ??= storage.read(markKey)
    const found = await opening
    opening = undefined
    if (mark === undefined) mark = found
  }

  async function guarded(since: number, attempt: (guard?: Guard) => Promise<Written>): Promise<Written> {
    await open()
    if (since !== era) return 'superseded'
    const written = await attempt(mark === undefined ? undefined : { key: markKey, value: mark })
    if (written === 'superseded' && since === era) onCleared()
    return written
  }

  /** If the store is full, makes room once and retries. */
  async function withRoom(since: number, attempt: (guard?: Guard) => Promise<Written>): Promise<Written> {
    const written = await guarded(since, attempt)
    return written === 'refused' && (await makeRoom()) ? guarded(since, attempt) : written
  }

  /** Removes ended operations: they can be read from the server again, an open intent cannot. */
  async function makeRoom(): Promise<boolean> {
    const records = await storage.list(`${own}operation/`)
    const ended = [...(records ?? [])].filter(([, text]) => readOperationRecord(parse(text))?.settled)
    if (ended.length > 0) await storage.write(ended.map(([key]) => [key, null]))
    return ended.length > 0
  }

  const readMark = (since: number) => open().then(() => (since === era ? (mark ?? null) : undefined))
  const write = (since: number, changes: Changes) => withRoom(since, (guard) => storage.write(changes, guard))

  function update(since: number, key: string, change: (before?: OperationRecord) => object | undefined) {
    const toText = (before: string | null) => {
      const after = change(readOperationRecord(parse(before)))
      return after && JSON.stringify(after)
    }
    return withRoom(since, (guard) => storage.update(key, toText, guard))
  }

  async function changeOperation(accepted: AcceptedOperation, work: (key: string) => Promise<Written>) {
    const key = toRecordKey(accepted)
    const written = await inTurn(key, () => work(key))
    if (written === 'written') seen.set(key, accepted)
    return written
  }

  async function load(): Promise<JournalContent | undefined> {
    await clearing
    const since = era
    const all = await storage.list(own)
    if (!all || since !== era) return undefined
    const found = all.get(markKey) ?? null
    if (mark === undefined) mark = found
    if (mark !== found) onCleared()
    if (mark !== found) return undefined
    const { intents, operations, gone } = readContent(all, own, now())
    if (gone.length > 0) await storage.write(gone.map((key) => [key, null]))
    await removeRequests(gone)
    for (const { accepted } of operations) seen.set(toRecordKey(accepted), accepted)
    return since === era ? { intents, operations } : undefined
  }

  async function removeRequests(intentKeys: readonly string[]) {
    const changes = intentKeys.map((key) => [key.replace(`${own}intent/`, `${own}request/`), null] as const)
    if (changes.length > 0) await requests.write(changes)
  }

  return {
    load,
    async writeIntent(record, request) {
      const since = era
      await open()
      const { idempotencyKey } = record
      if (request && since === era)
        await requests.write([
          [toRequestKey(idempotencyKey), JSON.stringify({ mark: mark ?? null, request })],
        ])
      const written = await write(since, [[toIntentKey(idempotencyKey), JSON.stringify(record)]])
      if (written === 'superseded' || written === 'refused')
        await removeRequests([toIntentKey(idempotencyKey)])
      if (written === 'refused' && !hasRefused) {
        hasRefused = true
        onRefused()
      }
      return written
    },
    hasIntent: async (key) => (await load())?.intents.some(({ idempotencyKey }) => idempotencyKey === key),
    async readRequest(idempotencyKey) {
      await open()
      const stored = parse((await requests.read(toRequestKey(idempotencyKey))) ?? null)
      // A request from before a clear is ignored.
      if (readField(stored, 'mark') !== (mark ?? null)) return undefined
      return readPreparedRequest(readField(stored, 'request'))
    },
    async removeIntent(idempotencyKey) {
      const key = toIntentKey(idempotencyKey)
      await Promise.all([removeRequests([key]), storage.write([[key, null]])])
    },
    async accept(record) {
      const since = era
      const intentKey = toIntentKey(record.idempotencyKey)
      await changeOperation(record.accepted, async (key) => {
        const end = [intentKey, null] as const
        const changes = [[key, JSON.stringify(record)] as const, end]
        const written = await write(since, changes)
        if (written !== 'refused') return written
        // Makes room for the operation.
        await storage.write([end])
        return write(since, changes)
      })
      await removeRequests([intentKey])
    },
    async writeOperation(record) {
      const since = era
      await changeOperation(record.accepted, (key) =>
        update(since, key, (before) => ({ ...before, ...record })),
      )
    },
    async settle(record, settled) {
      const since = era
      let isOurs = true
      const take = (before?: OperationRecord) => {
        isOurs = !before?.settled || before.settledBy === pageId
        return before?.settled ? undefined : { ...record, ...before, settled, settledBy: pageId }
      }
      // Worth a few seconds: the answer decides whether this page reports the end.
      const written = await changeOperation(record.accepted, (key) =>
        untilAnswered(() => update(since, key, take)),
      )
      if (written === 'superseded' || !isOurs) return false
      if (written === 'written' && !storage.isAtomic && !hasTabLocks()) {
        await new Promise((resolve) => setTimeout(resolve, SETTLING_MS))
        const after = readOperationRecord(parse((await storage.read(toRecordKey(record.accepted))) ?? null))
        return !after?.settledBy || after.settledBy === pageId
      }
      return true
    },
    removeOperation: async (identity) => void (await storage.write([[toRecordKey(identity), null]])),
    findAccepted: (identity) => seen.get(toRecordKey(identity)),
    bindMark: () => readMark.bind(undefined, era),
    async isCurrent() {
      await open()
      const found = await storage.read(markKey)
      if (found === undefined || found === (mark ?? null)) return true
      onCleared()
      return false
    },
    async clear() {
      era += 1
      mark = createUuid()
      clearing = Promise.all([storage.reset(own, [markKey, mark]), requests.reset(`${own}request/`)])
      await clearing
    },
    async beginAgain() {
      era += 1
      mark = undefined
      // This tab's store may hold what the shared store refused.
      const kinds = ['request', 'intent', 'operation']
      await Promise.all([open(), ...kinds.map((kind) => requests.reset(`${own}${kind}/`))])
    },
  }
}
