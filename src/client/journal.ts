import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import { readField } from '../protocol/record.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toStoragePrefix } from './home.ts'
import { createIdempotencyKey } from './idempotencyKey.ts'
import type { JournalContent } from './journalContent.ts'
import { parse, readContent } from './journalContent.ts'
import type { IntentRecord, OperationRecord } from './journalRecord.ts'
import { readOperationRecord } from './journalRecord.ts'
import type { Changes, Guard, JournalStore, Written } from './journalStore.ts'
import { untilAnswered } from './journalStore.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { readPreparedRequest } from './preparedRequest.ts'
import { hasTabLocks } from './tabLock.ts'

/** In a store without transactions two tabs may both find that nobody was first: the later of them gives in. */
const SETTLING_MS = 100

/** What a journal is made of. */
export interface JournalOptions {
  /** Whose it is. Records of another home are neither shown nor touched. */
  readonly home: string
  readonly storage: JournalStore
  /** Where the requests lie until their 202: never longer than the tab. */
  readonly requests: JournalStore
  readonly now: () => number
  /** Called when this journal meets that another tab has cleared it. */
  readonly onCleared: () => void
  /** Called once, when an intent could not be written down anywhere. */
  readonly onRefused: () => void
}

/**
 * Intents from before they leave until their answer is known, and accepted operations until they are dismissed. Never
 * throws. What cannot be read is `undefined`, and nothing follows from that. After a clearing nothing of before counts.
 */
export interface Journal {
  readonly load: () => Promise<JournalContent | undefined>
  /** The request first: an intent that is known without it could not be sent again. */
  readonly writeIntent: (record: IntentRecord, request?: PreparedRequest) => Promise<Written>
  /** True if it is there, and not answered by an operation. */
  readonly hasIntent: (idempotencyKey: string) => Promise<boolean | undefined>
  readonly readRequest: (idempotencyKey: string) => Promise<PreparedRequest | undefined>
  readonly removeIntent: (idempotencyKey: string) => Promise<void>
  /** The operation in place of its intent. */
  readonly accept: (record: OperationRecord & { readonly idempotencyKey: string }) => Promise<void>
  /** Takes note of an operation, or of whether it is watched. How it ended stays. */
  readonly writeOperation: (record: OperationRecord) => Promise<void>
  /**
   * Writes down how an operation ended.
   *
   * @returns true for the one page in this browser that is to tell of it
   */
  readonly settle: (record: OperationRecord, settled: OperationSnapshot) => Promise<boolean>
  readonly removeOperation: (identity: OperationIdentity) => Promise<void>
  /** What was once in the store under this identity: if it is not there any more, somebody removed it. */
  readonly findAccepted: (identity: OperationIdentity) => AcceptedOperation | undefined
  /** False after another tab has cleared it. */
  readonly isCurrent: () => Promise<boolean>
  /** Forgets everything of this home, for all tabs. */
  readonly clear: () => Promise<void>
  /** Forgets what lies in this tab only, and begins again, after another tab has cleared the rest. */
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
  const pageId = createIdempotencyKey()
  /** Changes with each clearing. Whoever knows another one belongs to what was cleared. */
  let mark: string | null | undefined
  /** Counts the clearings that this page knows of: a call that began before one of them writes nothing after it. */
  let era = 0
  let hasRefused = false
  let opening: Promise<string | null | undefined> | undefined
  /** Until it is done, what the store holds is of before it. */
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

  /** A full store gets room once, and is asked again. */
  async function withRoom(since: number, attempt: (guard?: Guard) => Promise<Written>): Promise<Written> {
    const written = await guarded(since, attempt)
    return written === 'refused' && (await makeRoom()) ? guarded(since, attempt) : written
  }

  /** A full store gets room from what has ended: that can be read again, an open intent cannot. */
  async function makeRoom(): Promise<boolean> {
    const records = await storage.list(`${own}operation/`)
    const ended = [...(records ?? [])].filter(([, text]) => readOperationRecord(parse(text))?.settled)
    if (ended.length > 0) await storage.write(ended.map(([key]) => [key, null]))
    return ended.length > 0
  }

  const write = (since: number, changes: Changes) => withRoom(since, (guard) => storage.write(changes, guard))

  function update(
    since: number,
    key: string,
    change: (before: OperationRecord | undefined) => object | undefined,
  ): Promise<Written> {
    const toText = (before: string | null) => {
      const after = change(readOperationRecord(parse(before)))
      return after && JSON.stringify(after)
    }
    return withRoom(since, (guard) => storage.update(key, toText, guard))
  }

  async function load(): Promise<JournalContent | undefined> {
    await clearing
    const since = era
    const all = await storage.list(own)
    if (!all || since !== era) return undefined
    const found = all.get(markKey) ?? null
    if (mark === undefined) mark = found
    const isCleared = mark !== found
    if (isCleared) onCleared()
    if (isCleared) return undefined
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
    async hasIntent(idempotencyKey) {
      return (await load())?.intents.some((record) => record.idempotencyKey === idempotencyKey)
    },
    async readRequest(idempotencyKey) {
      await open()
      const stored = parse((await requests.read(toRequestKey(idempotencyKey))) ?? null)
      // One of before a clearing is nobody's any more.
      const isOurs = readField(stored, 'mark') === (mark ?? null)
      return isOurs ? readPreparedRequest(readField(stored, 'request')) : undefined
    },
    async removeIntent(idempotencyKey) {
      const key = toIntentKey(idempotencyKey)
      await Promise.all([removeRequests([key]), storage.write([[key, null]])])
    },
    async accept(record) {
      const since = era
      const key = toRecordKey(record.accepted)
      const intentKey = toIntentKey(record.idempotencyKey)
      const changes = [
        [key, JSON.stringify(record)],
        [intentKey, null],
      ] as const
      let written = await write(since, changes)
      // There is room for it where the intent was.
      if (written === 'refused') {
        await storage.write([[intentKey, null]])
        written = await write(since, changes)
      }
      if (written === 'written') seen.set(key, record.accepted)
      await removeRequests([intentKey])
    },
    async writeOperation(record) {
      const key = toRecordKey(record.accepted)
      const written = await update(era, key, (before) => ({ ...before, ...record }))
      if (written === 'written') seen.set(key, record.accepted)
    },
    async settle(record, settled) {
      const since = era
      const key = toRecordKey(record.accepted)
      let isOurs = true
      const take = (before: OperationRecord | undefined) => {
        isOurs = !before?.settled || before.settledBy === pageId
        return before?.settled ? undefined : { ...record, ...before, settled, settledBy: pageId }
      }
      // Whether somebody was first is worth a few seconds.
      const written = await untilAnswered(() => update(since, key, take))
      if (written === 'written') seen.set(key, record.accepted)
      if (written === 'superseded' || !isOurs) return false
      if (written === 'written' && !storage.isAtomic && !hasTabLocks()) {
        await new Promise((resolve) => setTimeout(resolve, SETTLING_MS))
        const after = readOperationRecord(parse((await storage.read(key)) ?? null))
        return !after?.settledBy || after.settledBy === pageId
      }
      return true
    },
    removeOperation: async (identity) => void (await storage.write([[toRecordKey(identity), null]])),
    findAccepted: (identity) => seen.get(toRecordKey(identity)),
    async isCurrent() {
      await open()
      const found = await storage.read(markKey)
      const isCurrent = found === undefined || found === (mark ?? null)
      if (!isCurrent) onCleared()
      return isCurrent
    },
    async clear() {
      era += 1
      mark = createIdempotencyKey()
      clearing = Promise.all([storage.reset(own, [markKey, mark]), requests.reset(`${own}request/`)])
      await clearing
    },
    async beginAgain() {
      era += 1
      mark = undefined
      // This tab's own store may have taken what the shared one refused.
      const kinds = ['request', 'intent', 'operation']
      await Promise.all([open(), ...kinds.map((kind) => requests.reset(`${own}${kind}/`))])
    },
  }
}
