import { isRecord } from '../../protocol/json.ts'
import { sleep } from '../http/abort.ts'

/** Allows a write only while the store holds this value under this key. */
export interface Guard {
  readonly key: string
  readonly value: string | null
}

/** Records by key; `null` removes one. */
export type Changes = readonly (readonly [key: string, value: string | null])[]

/**
 * The result of a write.
 *
 * - `written`: stored, and on disk if the store can guarantee that.
 * - `unchanged`: `change` returned `undefined`, so nothing was written.
 * - `superseded`: the value of the guard has changed, so nothing was written.
 * - `refused`: the store is full, disabled, or was removed by the browser.
 * - `late`: the store has not answered yet. The write may still happen.
 */
export type Written = 'written' | 'unchanged' | 'superseded' | 'refused' | 'late'

/**
 * Where a journal keeps its records, as strings. Never throws. `undefined` means that the store could not be
 * read; `null` means that there is no record.
 */
export interface JournalStore {
  /** True if no other tab can write between the read and the write of one call. */
  readonly isAtomic: boolean
  readonly read: (key: string) => Promise<string | null | undefined>
  /** All records whose keys start with `prefix`. */
  readonly list: (prefix: string) => Promise<ReadonlyMap<string, string> | undefined>
  /** Writes the changes in order. */
  readonly write: (changes: Changes, guard?: Guard) => Promise<Written>
  /** Writes what `change` returns for the record, unless that is `undefined`. */
  readonly update: (
    key: string,
    change: (before: string | null) => string | undefined,
    guard?: Guard,
  ) => Promise<Written>
  /**
   * Removes all records whose keys start with `prefix`, and writes `left`. Waits up to 10 s for the store
   * instead of 1 s.
   */
  readonly reset: (prefix: string, left?: readonly [key: string, value: string]) => Promise<Written>
}

/** The longest that one call of a slow store may delay the user's request. */
const PATIENCE_MS = 1_000

/** A sign-out waits longer, because the user may leave the page right after it, and nothing may remain. */
export const RESET_TIMEOUT_MS = 10_000

/** The result of `action`; `failed` if it throws, and `late` if it takes longer than `ms` (default: 1 s). */
export async function withTimeout<T>(
  action: () => T | PromiseLike<T>,
  failed: T,
  late: T,
  ms = PATIENCE_MS,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const done = action()
    if (!isPromiseLike(done)) return done
    const patience = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(late), ms)
    })
    return await Promise.race([done, patience])
  } catch {
    return failed
  } finally {
    clearTimeout(timer)
  }
}

/** How often a write is retried while the store stalls … */
const RETRIES = 4
/** … and the wait before each retry. */
const RETRY_MS = 500

/** Retries a write while its result is `late`, up to 4 times, 500 ms apart. */
export async function untilAnswered(write: () => Promise<Written>): Promise<Written> {
  let written = await write()
  for (let again = 0; written === 'late' && again < RETRIES; again += 1) {
    // oxlint-disable-next-line no-await-in-loop -- Each retry waits for the one before.
    await sleep(RETRY_MS)
    // oxlint-disable-next-line no-await-in-loop -- As above.
    written = await write()
  }
  return written
}

/**
 * Runs the work for one key in order. Without transactions, a write that overlaps another would undo it.
 * `work` must not throw.
 */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = last.get(key)?.then(work) ?? work()
    last.set(key, turn)
    return turn.finally(() => last.get(key) === turn && last.delete(key))
  }
}

/** True for a promise of any kind, because libraries bring their own. */
export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return isRecord(value) && typeof value['then'] === 'function'
}

/** A store that is disabled. */
export const NO_STORE: JournalStore = {
  isAtomic: true,
  read: () => Promise.resolve(null),
  list: () => Promise.resolve(new Map<string, string>()),
  write: () => Promise.resolve('refused'),
  update: () => Promise.resolve('refused'),
  reset: () => Promise.resolve('refused'),
}

/** A store with a fallback for what the first one refuses. A record in the fallback is the newer one. */
export function withSpare(first: JournalStore, spare: JournalStore): JournalStore {
  let hasAnswered = false
  let isOff = false

  /** A database that cannot even be opened, as in some private windows, counts as empty. */
  async function listFirst(prefix: string) {
    const all = isOff ? undefined : await first.list(prefix)
    hasAnswered ||= all !== undefined
    // Only a write can tell a store that refuses from one that is late.
    if (!hasAnswered) isOff ||= (await first.write([])) === 'refused'
    return isOff ? new Map<string, string>() : all
  }

  /** The guard is checked in the first store, unless that cannot be read. */
  async function refused(guard: Guard | undefined, write: (guard?: Guard) => Promise<Written>) {
    const mark = guard && (await first.read(guard.key))
    if (mark === undefined) return write(guard)
    return mark === guard?.value ? write() : 'superseded'
  }

  return {
    isAtomic: first.isAtomic,
    async read(key) {
      const value = await spare.read(key)
      return typeof value === 'string' ? value : first.read(key)
    },
    async list(prefix) {
      const [all, more] = await Promise.all([listFirst(prefix), spare.list(prefix)])
      return all && more && new Map([...all, ...more])
    },
    async write(changes, guard) {
      const written = await first.write(changes, guard)
      if (written === 'refused') return refused(guard, (left) => spare.write(changes, left))
      if (written === 'written') await spare.write(changes.map(([key]) => [key, null]))
      return written
    },
    async update(key, change, guard) {
      const newer = await spare.read(key)
      const isNewer = typeof newer === 'string'
      const written = await first.update(key, isNewer ? () => change(newer) : change, guard)
      if (written === 'refused') return refused(guard, (left) => spare.update(key, change, left))
      if (written === 'written' && isNewer) await spare.write([[key, null]])
      return written
    },
    async reset(prefix, left) {
      const [written] = await Promise.all([first.reset(prefix, left), spare.reset(prefix)])
      return written === 'refused' && left ? spare.write([left]) : written
    },
  }
}
