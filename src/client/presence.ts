/** That this tab asks about something just now, as a lock that any number of tabs may hold. */
export interface Presence {
  readonly isHeld: () => boolean
  /** Counts as a tab that asks until `turn` is settled, and after it for as long as `toLingerMs` says. */
  readonly during: <T>(turn: Promise<T>, toLingerMs: (result: T) => number) => Promise<T>
  /** Never rejects: where the browser does not say, there are none. */
  readonly countOthers: () => Promise<number>
  readonly end: () => void
}

/**
 * The browser itself knows who holds a lock: a tab that is too busy to answer is counted too.
 *
 * Held no longer than needed, since a tab that holds one is neither frozen nor kept for the way back.
 */
export function createPresence(locks: LockManager, name: string): Presence {
  let turns = 0
  /** By a clock that does not jump. */
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
      // Where a page may not use locks, it is not counted.
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
    // A tab that finds a thousand operations in its journal asks the browser once.
    countOthers: () => (counting ??= count()),
  }
}
