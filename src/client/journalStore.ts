import { isRecord } from '../protocol/record.ts'
import { sleep } from './sleep.ts'

/** Lets a write through only as long as the store holds this value under this key. */
export interface Guard {
  readonly key: string
  readonly value: string | null
}

/** Records by their keys; `null` removes one. */
export type Changes = readonly (readonly [key: string, value: string | null])[]

/**
 * What became of a write.
 *
 * - `written`: it is there, and on disk if the store can promise that.
 * - `unchanged`: the change did not want to write.
 * - `superseded`: the guard's value is another one by now; nothing was written.
 * - `refused`: full, switched off, or taken away by the browser.
 * - `late`: no answer yet. It may still come to it.
 */
export type Written = 'written' | 'unchanged' | 'superseded' | 'refused' | 'late'

/** Where a journal keeps its records, as texts. Never throws. "Could not be read" is `undefined`, and never `null`. */
export interface JournalStore {
  /** True if nothing comes between the reading and the writing of one call, whatever other tabs do. */
  readonly isAtomic: boolean
  readonly read: (key: string) => Promise<string | null | undefined>
  /** All records whose keys begin so. */
  readonly list: (prefix: string) => Promise<ReadonlyMap<string, string> | undefined>
  /** Writes in order. */
  readonly write: (changes: Changes, guard?: Guard) => Promise<Written>
  /** Writes what `change` makes of the record, unless that is `undefined`. */
  readonly update: (
    key: string,
    change: (before: string | null) => string | undefined,
    guard?: Guard,
  ) => Promise<Written>
  /** Removes all records whose keys begin so, but for one that it writes. Waits longer for it than for anything else. */
  readonly reset: (prefix: string, left?: readonly [key: string, value: string]) => Promise<Written>
}

/** No store, however slow, keeps a person's request waiting for longer. */
const PATIENCE_MS = 1_000

/** A sign-out waits longer: whoever leaves the page after it must leave nothing behind. */
export const RESET_PATIENCE_MS = 10_000

/** What an action gives; `failed` if it throws, and `late` if it takes too long. */
export async function patiently<T>(
  action: () => T | PromiseLike<T>,
  failed: T,
  late: T,
  ms = PATIENCE_MS,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const done = action()
    if (!isLater(done)) return done
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

/** A store that stalls is asked again so often … */
const RETRIES = 4
/** … after so long each time. */
const RETRY_MS = 500

/** Tries a write until the store has answered, or for some seconds. */
export async function untilAnswered(write: () => Promise<Written>): Promise<Written> {
  let written = await write()
  for (let again = 0; written === 'late' && again < RETRIES; again += 1) {
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    await sleep(RETRY_MS)
    // oxlint-disable-next-line no-await-in-loop -- As above.
    written = await write()
  }
  return written
}

/** Libraries bring promises of their own. */
export function isLater<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return isRecord(value) && typeof value['then'] === 'function'
}

/** A store that is switched off. */
export const NO_STORE: JournalStore = {
  isAtomic: true,
  read: () => Promise.resolve(null),
  list: () => Promise.resolve(new Map<string, string>()),
  write: () => Promise.resolve('refused'),
  update: () => Promise.resolve('refused'),
  reset: () => Promise.resolve('refused'),
}

/** A store with a second one that takes what the first refuses. What the second has is the newer. */
export function withSpare(first: JournalStore, spare: JournalStore): JournalStore {
  let hasAnswered = false
  let isOff = false

  /** A database that cannot even be opened, as in some private windows, has nothing for this page. */
  async function listFirst(prefix: string) {
    const all = isOff ? undefined : await first.list(prefix)
    hasAnswered ||= all !== undefined
    // Only a write says that it is refused, and not just late.
    if (!hasAnswered) isOff ||= (await first.write([])) === 'refused'
    return isOff ? new Map<string, string>() : all
  }

  /** The first one's mark counts, unless it cannot be read at all. */
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
