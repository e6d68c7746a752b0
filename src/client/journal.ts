import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import type { IntentRecord, OperationRecord } from './journalRecord.ts'
import { readIntentRecord, readOperationRecord } from './journalRecord.ts'
import type { SafeStorage } from './operationsStorage.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { readPreparedRequest } from './preparedRequest.ts'
import { toStoragePrefix } from './storagePrefix.ts'

/** The API forgets keys after 24 h (API reference, Idempotency-Key). */
const INTENT_LIFE_MS = 24 * 3_600_000
const OPERATION_LIFE_MS = 7 * 24 * 3_600_000
/** What is kept at most, the newest of each: a few hundred kilobytes of the 5 MB that browsers give. */
const MAX_INTENTS = 50
const MAX_OPERATIONS = 200

/** What a journal is made of. */
export interface JournalOptions {
  /** Who may see it: account, region, user. Records of another scope are neither shown nor touched. */
  readonly scope: string
  readonly storage: SafeStorage
  /** Where the requests lie until their 202: never longer than the tab. */
  readonly requests: SafeStorage
  readonly now: () => number
}

/**
 * What must not be lost: intents from before they leave until their answer is known, and accepted operations until
 * they are dismissed. Never throws; one record is one item, so that two tabs cannot overwrite each other's.
 */
export interface Journal {
  readonly load: () => Promise<{
    readonly intents: readonly IntentRecord[]
    readonly operations: readonly OperationRecord[]
  }>
  readonly writeIntent: (record: IntentRecord, request?: PreparedRequest) => Promise<void>
  /** True where it is there, and not answered by an operation. */
  readonly hasIntent: (idempotencyKey: string) => Promise<boolean>
  readonly readRequest: (idempotencyKey: string) => Promise<PreparedRequest | undefined>
  readonly removeIntent: (idempotencyKey: string) => Promise<void>
  /** False where the store would not take it. */
  readonly writeOperation: (record: OperationRecord) => Promise<boolean>
  readonly readOperation: (identity: OperationIdentity) => Promise<OperationRecord | undefined>
  readonly removeOperation: (identity: OperationIdentity) => Promise<void>
  /** True where the operation has once been in the store: if it is not there any more, somebody removed it. */
  readonly wasStored: (identity: OperationIdentity) => boolean
  /** Forgets everything of this scope. */
  readonly clear: () => Promise<void>
  /** Told when another tab has changed something. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createJournal({ scope, storage, requests, now }: JournalOptions): Journal {
  const own = toStoragePrefix(scope)
  const intentKey = (idempotencyKey: string) => `${own}intent/${idempotencyKey}`
  const requestKey = (idempotencyKey: string) => `${own}request/${idempotencyKey}`
  const seen = new Set<string>()
  const operationKey = (identity: OperationIdentity) => `${own}operation/${toOperationKey(identity)}`

  async function readAll<T>(kind: string, read: (value: unknown) => T | undefined): Promise<[string, T][]> {
    const keys = (await storage.keys()).filter((key) => key.startsWith(`${own}${kind}/`))
    const records = await Promise.all(
      keys.map(async (key) => [key, read(parse(await storage.read(key)))] as const),
    )
    for (const key of keys) seen.add(key)
    return records.flatMap(([key, record]) => (record === undefined ? [] : [[key, record]]))
  }

  /** Removes what is too old or too much, and gives the rest, newest first. */
  async function readFresh<T>(
    kind: string,
    read: (value: unknown) => T | undefined,
    at: (record: T) => number,
    { lifeMs, max }: { lifeMs: number; max: number },
  ): Promise<T[]> {
    const all = (await readAll(kind, read)).toSorted(([, one], [, other]) => at(other) - at(one))
    const isKept = ([, record]: [string, T], index: number) => index < max && now() - at(record) < lifeMs
    const gone = all.filter((entry, index) => !isKept(entry, index))
    await Promise.all(
      gone.flatMap(([key]) => [
        storage.remove(key),
        requests.remove(key.replace(`${own}intent/`, `${own}request/`)),
      ]),
    )
    return all.filter(isKept).map(([, record]) => record)
  }

  const readIntents = () =>
    readFresh('intent', readIntentRecord, ({ createdAt }) => createdAt, {
      lifeMs: INTENT_LIFE_MS,
      max: MAX_INTENTS,
    })
  const readOperations = () =>
    readFresh('operation', readOperationRecord, ({ accepted }) => accepted.acceptedAt, {
      lifeMs: OPERATION_LIFE_MS,
      max: MAX_OPERATIONS,
    })

  /** A full store gets room from what has ended: that can be read again, an open intent cannot. */
  async function write(key: string, record: object): Promise<boolean | undefined> {
    const isWritten = await storage.write(key, JSON.stringify(record))
    if (isWritten !== false) return isWritten
    const ended = (await readAll('operation', readOperationRecord)).filter(([, { settled }]) => settled)
    await Promise.all(ended.map(([one]) => storage.remove(one)))
    return ended.length > 0 && storage.write(key, JSON.stringify(record))
  }

  async function removeIntent(idempotencyKey: string) {
    await Promise.all([
      requests.remove(requestKey(idempotencyKey)),
      storage.remove(intentKey(idempotencyKey)),
    ])
  }

  async function load() {
    const intents = await readIntents()
    // Afterwards: what another tab writes meanwhile answers an intent that was still there.
    const operations = await readOperations()
    const answered = new Set(operations.map(({ idempotencyKey }) => idempotencyKey))
    // The page may have ended between the two writes that follow a 202.
    const open = intents.filter(({ idempotencyKey }) => !answered.has(idempotencyKey))
    const done = intents.filter(({ idempotencyKey }) => answered.has(idempotencyKey))
    await Promise.all(done.map(({ idempotencyKey }) => removeIntent(idempotencyKey)))
    return { intents: open, operations }
  }

  return {
    load,
    async writeIntent(record, request) {
      // The request first: an intent that is known without it could not be sent again.
      if (request) await requests.write(requestKey(record.idempotencyKey), JSON.stringify(request))
      await write(intentKey(record.idempotencyKey), record)
    },
    hasIntent: async (idempotencyKey) =>
      (await load()).intents.some((record) => record.idempotencyKey === idempotencyKey),
    readRequest: async (idempotencyKey) =>
      readPreparedRequest(parse(await requests.read(requestKey(idempotencyKey)))),
    removeIntent,
    async writeOperation(record) {
      const key = operationKey(record.accepted)
      const isWritten = await write(key, record)
      if (isWritten) seen.add(key)
      return isWritten !== false
    },
    wasStored: (identity) => seen.has(operationKey(identity)),
    readOperation: async (identity) => readOperationRecord(parse(await storage.read(operationKey(identity)))),
    removeOperation: (identity) => storage.remove(operationKey(identity)),
    async clear() {
      for (const store of [storage, requests]) {
        const keys = (await store.keys()).filter((key) => key.startsWith(own))
        await Promise.all(keys.map((key) => store.remove(key)))
      }
    },
    subscribe(listener) {
      const hear = ({ key }: StorageEvent) => {
        // Without a key the whole store was emptied.
        if (key === null || key.startsWith(own)) listener()
      }
      globalThis.addEventListener?.('storage', hear)
      return () => globalThis.removeEventListener?.('storage', hear)
    },
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
