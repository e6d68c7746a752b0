/** Marks this tab as polling, by a lock that any number of tabs may hold. */
export interface Presence {
  readonly isHeld: () => boolean
  /** This tab counts as polling until `turn` has settled, and for `toLingerMs(result)` ms after that. */
  readonly during: <T>(turn: Promise<T>, toLingerMs: (result: T) => number) => Promise<T>
  /** How many other tabs are polling. Never rejects: 0 if the browser does not say. */
  readonly countOthers: () => Promise<number>
  readonly end: () => void
}

/**
 * Uses a lock because the browser itself counts its holders: a tab that is too busy to answer is counted too.
 *
 * Held no longer than needed, because a tab that holds a lock is neither frozen nor kept in the back/forward
 * cache.
 */
export function createPresence(locks: LockManager, name: string): Presence {
  let turns = 0
  /** By a monotonic clock. */
  let until = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let release: (() => void) | undefined
  let granted: Promise<void> | undefined
  let counting: Promise<number> | undefined

  function hold() {
    clearTimeout(timer)
    timer = undefined
    granted ??= new Promise((grant) => {
      const ended = new Promise<void>((resolve) => (release = resolve))
      const task = () => {
        grant()
        return ended
      }
      // A page that may not use locks is not counted.
      locks.request(name, { mode: 'shared' }, task).catch(grant)
    })
  }

  function end() {
    clearTimeout(timer)
    release?.()
    timer = release = granted = undefined
  }

  function endInTime() {
    timer = undefined
    if (turns > 0) return
    const leftMs = until - performance.now()
    if (leftMs > 0) timer = setTimeout(endInTime, leftMs)
    else end()
  }

  async function count(): Promise<number> {
    try {
      for (;;) {
        const own = granted
        await own
        const { held = [] } = await locks.query()
        // If this tab took or released its own lock meanwhile, the count may be off by one.
        if (own === granted) return held.filter((lock) => lock.name === name).length - (own ? 1 : 0)
      }
    } catch {
      return 0
    } finally {
      counting = undefined
    }
  }

  return {
    end,
    isHeld: () => granted !== undefined,
    async during(turn, toLingerMs) {
      turns += 1
      hold()
      let lingerMs = 0
      try {
        const result = await turn
        lingerMs = toLingerMs(result)
        return result
      } finally {
        turns -= 1
        until = Math.max(until, performance.now() + lingerMs)
        timer ??= setTimeout(endInTime, lingerMs)
      }
    },
    // One query, even if this tab finds a thousand operations in its journal.
    countOthers: () => (counting ??= count()),
  }
}
