import { onAbort } from '../http/abort.ts'

/**
 * Waits until no other tab holds the lock of this name, and holds it until it is released or this tab is
 * gone, even after a crash. Without Web Locks (plain http) it does not wait.
 *
 * @param signal ends the wait
 * @returns a function that releases the lock; `undefined` if the wait was ended
 */
export function holdTabLock(name: string, signal?: AbortSignal): Promise<(() => void) | undefined> {
  const { locks } = globalThis.navigator ?? {}
  if (!locks) return Promise.resolve(() => undefined)
  return new Promise((resolve) => {
    locks
      .request(name, signal ? { signal } : {}, () => new Promise<void>((release) => resolve(() => release())))
      // The wait was ended, or the page may not use locks at all: then do not wait.
      .catch(() => resolve(signal?.aborted ? undefined : () => undefined))
  })
}

/** Like `holdTabLock`, but waits at most `patienceMs`, because a frozen tab may hold the lock forever. */
export async function holdTabLockSoon(
  name: string,
  patienceMs: number,
  signal: AbortSignal,
): Promise<(() => void) | undefined> {
  const controller = new AbortController()
  const giveUp = () => controller.abort()
  const stop = onAbort(signal, giveUp)
  const timer = setTimeout(giveUp, patienceMs)
  try {
    return await holdTabLock(name, controller.signal)
  } finally {
    clearTimeout(timer)
    stop()
  }
}

/** False if the browser has no Web Locks: it is then unknown which tabs are still open. */
export function hasTabLocks(): boolean {
  return globalThis.navigator?.locks !== undefined
}

/** How often a tab reports that its request is still in flight … */
export const HEARTBEAT_MS = 400
/** … and after this long a silence it counts as frozen, and another tab takes over. */
export const SILENCE_MS = 1_500

/** Locks that let one tab at a time poll an operation. */
interface TurnLocks {
  /**
   * Runs `task` while this tab holds the operation's lock. A tab that is silent for 1.5 seconds loses it.
   * `task` receives whether another tab held the lock before.
   */
  readonly withLock: <T>(key: string, task: (hasWaited: boolean) => Promise<T>) => Promise<T>
  /** Call it when another tab reports that its request is still in flight. */
  readonly noteHeartbeat: (key: string) => void
}

export function createTurnLocks(locks: LockManager, home: string): TurnLocks {
  /** When another tab last reported its request, by a monotonic clock. */
  const heartbeatAt = new Map<string, number>()

  async function withLock<T>(key: string, task: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const name = `react-accepted poll ${home} ${key}`
    const beganAt = performance.now()
    const controller = new AbortController()
    const watchdog = setInterval(() => {
      const lastHeartbeat = Math.max(heartbeatAt.get(key) ?? 0, beganAt)
      if (performance.now() - lastHeartbeat > SILENCE_MS) controller.abort()
    }, HEARTBEAT_MS)
    // The lock may be stolen while this tab is frozen. The result of its task is still valid.
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
      // A page that may not use locks at all polls without one.
      if (!controller.signal.aborted) return await run(false)
      const stolen = locks.request(name, { steal: true }, () => run(false))
      // A browser that never grants the lock must not block the poll either.
      const late = new Promise((resolve) => (patience = setTimeout(resolve, SILENCE_MS)))
      return await Promise.race([stolen, late.then(() => run(false))])
    } finally {
      clearTimeout(patience)
      clearInterval(watchdog)
    }
  }

  return { withLock, noteHeartbeat: (key) => void heartbeatAt.set(key, performance.now()) }
}
