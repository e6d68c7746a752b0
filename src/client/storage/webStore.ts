import { sleep } from '../http/abort.ts'
import type { Guard, JournalStore, Written } from './journalStore.ts'
import { RESET_TIMEOUT_MS, isPromiseLike, withTimeout } from './journalStore.ts'

/** The wait before a rejected call is retried: an asynchronous store may only be busy. */
const PAUSE_MS = 100

/**
 * A store for the journal instead of the browser's IndexedDB: `localStorage`, or anything with the same
 * shape. Its methods may also return promises. If it has no `length` and `key`, it must list its keys with
 * `keys`.
 */
export interface OperationsStorage {
  readonly getItem: (key: string) => string | null | Promise<string | null>
  readonly setItem: (key: string, value: string) => void | Promise<void>
  readonly removeItem: (key: string) => void | Promise<void>
  readonly keys?: () => readonly string[] | Promise<readonly string[]>
  readonly length?: number
  readonly key?: (index: number) => string | null
}

/** One of the Web Storage areas; `undefined` if the browser denies access. */
export function findStorage(name: 'localStorage' | 'sessionStorage'): OperationsStorage | undefined {
  try {
    return globalThis[name]
  } catch {
    return undefined
  }
}

/**
 * A journal store on Web Storage or on a store of the application. It has no transactions: another tab may
 * write between a read and a write.
 */
export function createWebStore(storage: OperationsStorage): JournalStore {
  const read = (key: string) =>
    withTimeout(() => withOneRetry(() => storage.getItem(key)), undefined, undefined)

  /** Synchronous if the store is, so that nothing else in this page runs between the check and the write. */
  function isCurrent(guard: Guard | undefined): boolean | Promise<boolean> {
    const isSame = (value: string | null | undefined) => value === undefined || value === guard?.value
    if (!guard) return true
    try {
      const value = storage.getItem(guard.key)
      return isPromiseLike(value)
        ? withTimeout(() => value, undefined, undefined).then(isSame)
        : isSame(value)
    } catch {
      return true
    }
  }

  const write = (key: string, value: string | null, patienceMs?: number) =>
    withTimeout<Written>(
      () => {
        const done = withOneRetry(() =>
          value === null ? storage.removeItem(key) : storage.setItem(key, value),
        )
        return isPromiseLike(done) ? done.then(() => 'written' as const) : 'written'
      },
      'refused',
      'late',
      patienceMs,
    )

  return {
    isAtomic: false,
    read,
    list: (prefix) =>
      withTimeout(
        async () => {
          const all = new Map<string, string>()
          // Read twice: during the first pass, another tab may replace an intent with its operation.
          for (let pass = 0; pass < 2; pass += 1) {
            // oxlint-disable-next-line no-await-in-loop -- The second pass must follow the first.
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
      if (isPromiseLike(isOurs) ? !(await isOurs) : !isOurs) return 'superseded'
      let worst: Written = 'written'
      for (const [key, value] of changes) {
        // oxlint-disable-next-line no-await-in-loop -- In order: write the operation, then remove its intent.
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
      if (isPromiseLike(isOurs) ? !(await isOurs) : !isOurs) return 'superseded'
      const after = change(before)
      return after === undefined ? 'unchanged' : write(key, after)
    },
    async reset(prefix, left) {
      const keys = await withTimeout(() => listKeys(storage), [], [], RESET_TIMEOUT_MS)
      const gone = keys.filter((key) => key.startsWith(prefix) && key !== left?.[0])
      // Write `left` first: it tells other tabs that the rest is being removed.
      const written = left ? await write(...left, RESET_TIMEOUT_MS) : 'written'
      await Promise.all(gone.map((key) => write(key, null, RESET_TIMEOUT_MS)))
      return written
    },
  }
}

/**
 * Retries a rejected call once, after 100 ms. A call that throws synchronously, as in a full store, is not
 * retried.
 */
function withOneRetry<T>(action: () => T | PromiseLike<T>): T | PromiseLike<T> {
  const done = action()
  return isPromiseLike(done) ? done.then(undefined, () => sleep(PAUSE_MS).then(action)) : done
}

function listKeys(storage: OperationsStorage): readonly string[] | PromiseLike<readonly string[]> {
  // If the page stores an item named `keys`, `localStorage.keys` is its value.
  if (typeof storage.keys !== 'function')
    return toNames(Array.from({ length: storage.length ?? 0 }, (_, index) => storage.key?.(index)))
  const names = storage.keys()
  return isPromiseLike(names) ? names.then(toNames) : toNames(names)
}

/** Keeps only strings. A store may return any iterable. */
function toNames(names: Iterable<unknown>): readonly string[] {
  return [...names].filter((name) => typeof name === 'string')
}
