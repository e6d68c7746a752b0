import { onAbort } from './abortable.ts'

/** setTimeout turns anything longer into 1 ms (HTML, "timer initialisation steps"). */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Waits, however long. Ends early, with the signal's reason, where the signal is aborted. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  for (let leftMs = ms; ; leftMs -= MAX_TIMER_MS) {
    await sleepOnce(Math.min(leftMs, MAX_TIMER_MS), signal)
    if (leftMs <= MAX_TIMER_MS) return
  }
}

function sleepOnce(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop =
      signal &&
      onAbort(signal, () => {
        clearTimeout(timer)
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'))
      })
    const timer = setTimeout(() => {
      stop?.()
      resolve()
    }, ms)
  })
}
