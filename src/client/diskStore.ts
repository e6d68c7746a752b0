import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'

import type { Guard, JournalStore, Written } from './journalStore.ts'
import { patiently } from './journalStore.ts'

interface Schema extends DBSchema {
  records: { key: string; value: string }
}

/** The number rises when the stores inside change; the records have a version of their own. */
const VERSION = 1
/** On disk when the transaction is complete: a browser that is killed then has it. */
const STRICT = { durability: 'strict' } as const

function range(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uFFFF`)
}

/** The browser's own database. Its writes are on disk before they count as written, and a call is one transaction. */
export function createDiskStore(): JournalStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined

  function forget() {
    opening = undefined
  }

  function open(): Promise<IDBPDatabase<Schema>> {
    const opened = openDB<Schema>('react-accepted', VERSION, {
      upgrade: (db) => void db.createObjectStore('records'),
      // A newer release in another tab may want to change the database.
      blocking: () => {
        forget()
        void opened.then((db) => db.close())
      },
      terminated: forget,
    })
    opened.catch(forget)
    return opened
  }

  async function begin<M extends IDBTransactionMode>(mode: M) {
    const db = await (opening ??= open())
    try {
      return db.transaction('records', mode, STRICT)
    } catch {
      // The browser has closed it meanwhile.
      opening = open()
      return (await opening).transaction('records', mode, STRICT)
    }
  }

  const change = (
    guard: Guard | undefined,
    write: (
      store: Awaited<ReturnType<typeof begin<'readwrite'>>>['store'],
    ) => Promise<'written' | 'unchanged'> | 'written',
  ) =>
    patiently<Written>(
      async () => {
        const { store, done } = await begin('readwrite')
        // One that is aborted rejects twice.
        done.catch(() => undefined)
        const mark = guard ? ((await store.get(guard.key)) ?? null) : null
        if (guard && mark !== guard.value) return 'superseded'
        const written = await write(store)
        await done
        return written
      },
      'refused',
      'late',
    )

  return {
    isAtomic: true,
    read: (key) =>
      patiently<string | null | undefined>(
        async () => (await (await begin('readonly')).store.get(key)) ?? null,
        undefined,
        undefined,
      ),
    list: (prefix) =>
      patiently(
        async () => {
          const { store } = await begin('readonly')
          const [keys, values] = await Promise.all([
            store.getAllKeys(range(prefix)),
            store.getAll(range(prefix)),
          ])
          return new Map(keys.map((key, index) => [key, values[index] ?? '']))
        },
        undefined,
        undefined,
      ),
    write: (changes, guard) =>
      change(guard, (store) => {
        for (const [key, value] of changes)
          void (value === null ? store.delete(key) : store.put(value, key)).catch(() => undefined)
        return 'written'
      }),
    update: (key, next, guard) =>
      change(guard, async (store) => {
        const value = next((await store.get(key)) ?? null)
        if (value === undefined) return 'unchanged'
        await store.put(value, key)
        return 'written'
      }),
    reset: (prefix, left) =>
      change(undefined, (store) => {
        void store.delete(range(prefix)).catch(() => undefined)
        if (left) void store.put(left[1], left[0]).catch(() => undefined)
        return 'written'
      }),
  }
}
