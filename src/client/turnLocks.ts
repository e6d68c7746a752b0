/** So often a tab says that its request is still on the way … */
export const HEARTBEAT_MS = 400
/** … and after a silence of this much it is frozen, and another one takes over. */
export const SILENCE_MS = 1_500

/** The locks by which one tab at a time asks about an operation. */
export interface TurnLocks {
  /**
   * Runs `task` while this tab holds the operation's lock. A tab that no longer answers loses it. `task` receives whether
   * another tab held it before.
   */
  readonly withLock: <T>(key: string, task: (hasWaited: boolean) => Promise<T>) => Promise<T>
  /** Another tab says that it is still at it. */
  readonly hear: (key: string) => void
}

export function createTurnLocks(locks: LockManager, home: string): TurnLocks {
  /** When another tab was last heard to be at it, by a clock that does not jump. */
  const heardAt = new Map<string, number>()

  async function withLock<T>(key: string, task: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const name = `react-accepted poll ${home} ${key}`
    const beganAt = performance.now()
    const controller = new AbortController()
    const watchdog = setInterval(() => {
      const heard = Math.max(heardAt.get(key) ?? 0, beganAt)
      if (performance.now() - heard > SILENCE_MS) controller.abort()
    }, HEARTBEAT_MS)
    // The lock may be stolen from us while we are frozen: what we then bring is still true.
    let running: Promise<T> | undefined
    const run = (hasWaited: boolean) => {
      clearInterval(watchdog)
      running ??= task(hasWaited)
      return running
    }
    let patience: ReturnType<typeof setTimeout> | undefined
    try {
      const { signal } = controller
      const free = locks.request(name, { ifAvailable: true }, (lock) => (lock ? run(false) : undefined))
      const asked = free.then(() => running ?? locks.request(name, { signal }, () => run(true)))
      const silence = new Promise<never>((_, reject) => signal.addEventListener('abort', reject))
      return await Promise.race([asked, silence])
    } catch {
      if (running) return await running
      // Where a page may not use locks at all, it asks for itself.
      if (!controller.signal.aborted) return await run(false)
      const stolen = locks.request(name, { steal: true }, () => run(false))
      // Nor may a browser that grants none hold us up.
      const late = new Promise((resolve) => (patience = setTimeout(resolve, SILENCE_MS)))
      return await Promise.race([stolen, late.then(() => run(false))])
    } finally {
      clearTimeout(patience)
      clearInterval(watchdog)
    }
  }

  return { withLock, hear: (key) => void heardAt.set(key, performance.now()) }
}
