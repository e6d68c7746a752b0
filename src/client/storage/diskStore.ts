import type { Guard, JournalStore, Written } from './journalStore.ts'
import { RESET_TIMEOUT_MS, withTimeout } from './journalStore.ts'

/** Raise this when the object stores change. The records have their own version. */
const VERSION = 1
const RECORDS = 'records'
/** Data is on disk when the transaction completes, so it survives a browser that is killed. */
const STRICT = { durability: 'strict' } as const

function range(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uFFFF`)
}

/** Resolves to the result of a request. */
function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

/** Resolves when the transaction completes. Only then do its writes count as written. */
function complete(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
  })
}

/** The store only holds strings under string keys. Anything else becomes the empty string. */
function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Reads one record within a transaction; `null` if there is none. */
async function get(store: IDBObjectStore, key: string): Promise<string | null> {
  const value: unknown = await ask(store.get(key))
  return typeof value === 'string' ? value : null
}

/**
 * A journal store in IndexedDB. Writes are on disk before they count as written, and each call is one
 * transaction.
 */
export function createDiskStore(): JournalStore {
  let opening: Promise<IDBDatabase> | undefined

  function forget() {
    opening = undefined
  }

  async function open(): Promise<IDBDatabase> {
    const request = indexedDB.open('react-accepted', VERSION)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(RECORDS))
    const db = await ask(request)
    // A newer release in another tab may need to change the database.
    db.addEventListener('versionchange', () => {
      forget()
      db.close()
    })
    db.addEventListener('close', forget)
    return db
  }

  function connect() {
    opening = open()
    opening.catch(forget)
    return opening
  }

  async function begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const db = await (opening ?? connect())
    try {
      return db.transaction(RECORDS, mode, STRICT)
    } catch {
      // The browser has closed the connection.
      return (await connect()).transaction(RECORDS, mode, STRICT)
    }
  }

  const look = <T>(read: (store: IDBObjectStore) => Promise<T>) =>
    withTimeout<T | undefined>(
      async () => read((await begin('readonly')).objectStore(RECORDS)),
      undefined,
      undefined,
    )

  const change = (
    guard: Guard | undefined,
    write: (store: IDBObjectStore) => Promise<'written' | 'unchanged'> | 'written',
    patienceMs?: number,
  ) =>
    withTimeout<Written>(
      async () => {
        const transaction = await begin('readwrite')
        const store = transaction.objectStore(RECORDS)
        const done = complete(transaction)
        // An abort also rejects `done`, which may not be awaited by then.
        done.catch(() => undefined)
        if (guard && (await get(store, guard.key)) !== guard.value) return 'superseded'
        try {
          const written = await write(store)
          await done
          return written
        } catch (error) {
          // Roll back partial writes.
          if (transaction.error === null) transaction.abort()
          throw error
        }
      },
      'refused',
      'late',
      patienceMs,
    )

  return {
    isAtomic: true,
    read: (key) => look((store) => get(store, key)),
    list: (prefix) =>
      look(async (store) => {
        const [keys, values] = await Promise.all([
          ask(store.getAllKeys(range(prefix))),
          ask(store.getAll(range(prefix))),
        ])
        return new Map(keys.map((key, index) => [toText(key), toText(values[index])]))
      }),
    write: (changes, guard) =>
      change(guard, (store) => {
        for (const [key, value] of changes) {
          if (value === null) store.delete(key)
          else store.put(value, key)
        }
        return 'written'
      }),
    update: (key, next, guard) =>
      change(guard, async (store) => {
        const value = next(await get(store, key))
        if (value === undefined) return 'unchanged'
        store.put(value, key)
        return 'written'
      }),
    reset: (prefix, left) =>
      change(
        undefined,
        (store) => {
          store.delete(range(prefix))
          if (left) store.put(left[1], left[0])
          return 'written'
        },
        RESET_TIMEOUT_MS,
      ),
  }
}
