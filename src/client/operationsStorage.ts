import { isRecord } from '../protocol/record.ts'

/**
 * Where the journal is kept: `localStorage`, or anything of the same shape, which may also answer later. One without
 * `length` and `key` lists its keys by `keys`.
 */
export interface OperationsStorage {
  readonly getItem: (key: string) => string | null | Promise<string | null>
  readonly setItem: (key: string, value: string) => void | Promise<void>
  readonly removeItem: (key: string) => void | Promise<void>
  readonly keys?: () => readonly string[] | Promise<readonly string[]>
  readonly length?: number
  readonly key?: (index: number) => string | null
}

/**
 * A store that never throws: what cannot be read is not there, and what cannot be written is told by `false`.
 * `undefined`: it takes long, and may still come to it.
 */
export interface SafeStorage {
  readonly read: (key: string) => Promise<string | null>
  readonly write: (key: string, value: string) => Promise<boolean | undefined>
  readonly remove: (key: string) => Promise<void>
  readonly keys: () => Promise<readonly string[]>
}

/** No store, however slow, keeps a person's request waiting for longer. */
const PATIENCE_MS = 1_000

/** @param storage absent where there is none, or where it is switched off */
export function createSafeStorage(storage: OperationsStorage | undefined): SafeStorage {
  return {
    read: (key) => attempt(() => storage?.getItem(key) ?? null, null, null),
    write: (key, value) =>
      attempt<boolean | undefined>(
        async () => {
          await storage?.setItem(key, value)
          return storage !== undefined
        },
        false,
        undefined,
      ),
    remove: (key) => attempt(() => storage?.removeItem(key), undefined, undefined),
    keys: () => attempt(() => (storage ? listKeys(storage) : []), [], []),
  }
}

/** What an action brings, or `fallback` where it fails and `late` where it takes too long. */
async function attempt<T>(action: () => T | PromiseLike<T>, fallback: T, late: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const done = action()
    if (!isLater(done)) return done
    const patience = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(late), PATIENCE_MS)
    })
    return await Promise.race([done, patience])
  } catch {
    // Full, switched off, or taken away by the browser: the page works without.
    return fallback
  } finally {
    clearTimeout(timer)
  }
}

/** One of the browser's own stores; `undefined` where it may not be touched at all. */
export function findStorage(name: 'localStorage' | 'sessionStorage'): OperationsStorage | undefined {
  try {
    return globalThis[name]
  } catch {
    return undefined
  }
}

function listKeys(storage: OperationsStorage): readonly string[] | PromiseLike<readonly string[]> {
  // Where the page keeps an item of that name, `localStorage.keys` is its text.
  if (typeof storage.keys !== 'function')
    return toNames(Array.from({ length: storage.length ?? 0 }, (_, index) => storage.key?.(index)))
  const names = storage.keys()
  return isLater(names) ? names.then(toNames) : toNames(names)
}

/** The texts among them; a store may give an iterator too. */
function toNames(names: Iterable<unknown>): readonly string[] {
  return [...names].filter((name) => typeof name === 'string')
}

/** Libraries bring promises of their own. */
function isLater<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return isRecord(value) && typeof value['then'] === 'function'
}
