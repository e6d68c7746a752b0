import { onAbort } from './abortable.ts'

/**
 * Waits until no other tab holds this name, and holds it until released or until this tab is gone, however it ends.
 * Where the browser has no Web Locks (plain http), nobody is waited for.
 *
 * @param signal ends the waiting
 * @returns a function that releases it; `undefined` where the waiting was ended
 */
export function holdTabLock(name: string, signal?: AbortSignal): Promise<(() => void) | undefined> {
  const { locks } = globalThis.navigator ?? {}
  if (!locks) return Promise.resolve(() => undefined)
  return new Promise((resolve) => {
    locks
      .request(name, signal ? { signal } : {}, () => new Promise<void>((release) => resolve(() => release())))
      // Given up, or the page may not use locks at all: then nobody is waited for.
      .catch(() => resolve(signal?.aborted ? undefined : () => undefined))
  })
}

/** The same, but waits no longer than so many ms: a tab that is frozen may hold it for ever. */
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

/** False where tabs cannot tell which of them is still there. */
export function hasTabLocks(): boolean {
  return globalThis.navigator?.locks !== undefined
}
