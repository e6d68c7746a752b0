import type { Guard, JournalStore, Written } from './journalStore.ts'
import { isLater, patiently, RESET_PATIENCE_MS } from './journalStore.ts'
import { sleep } from './sleep.ts'

/** A store that answers later may be busy for a moment. */
const PAUSE_MS = 100

/**
 * Where the journal is kept instead of the browser's own database: `localStorage`, or anything of the same shape, which
 * may also answer later. One without `length` and `key` lists its keys by `keys`.
 */
export interface OperationsStorage {
  readonly getItem: (key: string) => string | null | Promise<string | null>
  readonly setItem: (key: string, value: string) => void | Promise<void>
  readonly removeItem: (key: string) => void | Promise<void>
  readonly keys?: () => readonly string[] | Promise<readonly string[]>
  readonly length?: number
  readonly key?: (index: number) => string | null
}

/** One of the browser's own stores; `undefined` if it must not be touched at all. */
export function findStorage(name: 'localStorage' | 'sessionStorage'): OperationsStorage | undefined {
  try {
    return globalThis[name]
  } catch {
    return undefined
  }
}

/**
 * A journal's store over Web Storage or one of the application's own. Between reading and writing another tab may write:
 * such a store has no transactions.
 */
export function createWebStore(storage: OperationsStorage): JournalStore {
  const read = (key: string) => patiently(() => twice(() => storage.getItem(key)), undefined, undefined)

  /** At once if the store answers at once: then nothing of this page comes between the look and the write. */
  function isCurrent(guard: Guard | undefined): boolean | Promise<boolean> {
    const isSame = (value: string | null | undefined) => value === undefined || value === guard?.value
    if (!guard) return true
    try {
      const value = storage.getItem(guard.key)
      return isLater(value) ? patiently(() => value, undefined, undefined).then(isSame) : isSame(value)
    } catch {
      return true
    }
  }

  const write = (key: string, value: string | null, patienceMs?: number) =>
    patiently<Written>(
      () => {
        const done = twice(() => (value === null ? storage.removeItem(key) : storage.setItem(key, value)))
        return isLater(done) ? done.then(() => 'written' as const) : 'written'
      },
      'refused',
      'late',
      patienceMs,
    )

  return {
    isAtomic: false,
    read,
    list: (prefix) =>
      patiently(
        async () => {
          const all = new Map<string, string>()
          // Twice: what another tab writes while the first half is read answers what was read.
          for (let pass = 0; pass < 2; pass += 1) {
            // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
            const keys = (await listKeys(storage)).filter((key) => key.startsWith(prefix) && !all.has(key))
            // oxlint-disable-next-line no-await-in-loop -- As above.
            const values = await Promise.all(keys.map(async (key) => storage.getItem(key)))
            for (const [index, key] of keys.entries()) {
              const value = values[index]
              if (typeof value === 'string') all.set(key, value)
            }
          }
          return all
        },
        undefined,
        undefined,
      ),
    async write(changes, guard) {
      const isOurs = isCurrent(guard)
      if (isLater(isOurs) ? !(await isOurs) : !isOurs) return 'superseded'
      let worst: Written = 'written'
      for (const [key, value] of changes) {
        // oxlint-disable-next-line no-await-in-loop -- In order: what answers an intent is there before the intent goes.
        const result = await write(key, value)
        if (result !== 'written') worst = result
        if (result === 'refused') break
      }
      return worst
    },
    async update(key, change, guard) {
      const before = await read(key)
      if (before === undefined) return 'late'
      const isOurs = isCurrent(guard)
      if (isLater(isOurs) ? !(await isOurs) : !isOurs) return 'superseded'
      const after = change(before)
      return after === undefined ? 'unchanged' : write(key, after)
    },
    async reset(prefix, left) {
      const keys = await patiently(() => listKeys(storage), [], [], RESET_PATIENCE_MS)
      const gone = keys.filter((key) => key.startsWith(prefix) && key !== left?.[0])
      // What is left first: it says to whoever looks meanwhile that the rest goes.
      const written = left ? await write(...left, RESET_PATIENCE_MS) : 'written'
      await Promise.all(gone.map((key) => write(key, null, RESET_PATIENCE_MS)))
      return written
    },
  }
}

/** What is rejected is asked for once more; what is thrown at once, as by a full store, is final. */
function twice<T>(action: () => T | PromiseLike<T>): T | PromiseLike<T> {
  const done = action()
  return isLater(done) ? done.then(undefined, () => sleep(PAUSE_MS).then(action)) : done
}

function listKeys(storage: OperationsStorage): readonly string[] | PromiseLike<readonly string[]> {
  // If the page keeps an item of that name, `localStorage.keys` is its text.
  if (typeof storage.keys !== 'function')
    return toNames(Array.from({ length: storage.length ?? 0 }, (_, index) => storage.key?.(index)))
  const names = storage.keys()
  return isLater(names) ? names.then(toNames) : toNames(names)
}

/** The texts among them; a store may give an iterator too. */
function toNames(names: Iterable<unknown>): readonly string[] {
  return [...names].filter((name) => typeof name === 'string')
}
