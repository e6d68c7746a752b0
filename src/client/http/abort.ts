const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `run` when the signal, which must not be aborted yet, is aborted. Adds only one listener per signal,
 * however many callers there are, because Node warns about more than ten.
 *
 * @returns a function that unsubscribes
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const known = listeners.get(signal)
  const all = known ?? new Set()
  if (!known) {
    listeners.set(signal, all)
    signal.addEventListener('abort', () => all.forEach((one) => one()))
  }
  all.add(run)
  return () => void all.delete(run)
}

/** Like `promise`, but rejects with the signal's reason as soon as the signal is aborted. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    const stop = onAbort(signal, () => reject(signal.reason))
    void promise.then(resolve, reject).finally(stop)
  })
}

/** setTimeout turns longer delays into 1 ms (HTML, "timer initialisation steps"). */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Waits for any number of ms. Rejects early, with the signal's reason, if the signal is aborted. */
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

/**
 * Runs `work` for at most `timeoutMs`. When the time is over, or one of the signals is aborted, it rejects at once,
 * whatever the work is waiting for, and aborts the signal of the work.
 *
 * @param options.signals such as the caller's own, and that of the session, which a sign-out aborts
 * @param options.timeoutMs in ms, 0 or more; `Infinity` for no limit
 * @param toError returns the error to reject with when the time is over
 * @throws RangeError for any other `timeoutMs`
 * @throws the reason of the signal that was aborted
 */
export async function withinTime<T>(
  { signals, timeoutMs }: { readonly signals: readonly AbortSignal[]; readonly timeoutMs: number },
  work: (signal: AbortSignal) => Promise<T>,
  toError: () => Error,
): Promise<T> {
  if (!(timeoutMs >= 0))
    throw new RangeError(`timeoutMs is ${timeoutMs}, but it must be 0 or more, in ms, or Infinity`)
  const working = new AbortController()
  const timing = new AbortController()
  const stops = signals.map((signal) => {
    signal.throwIfAborted()
    return onAbort(signal, () => working.abort(signal.reason))
  })
  if (timeoutMs < Infinity) {
    sleep(timeoutMs, timing.signal).then(
      () => working.abort(toError()),
      () => undefined,
    )
  }
  try {
    return await abortable(work(working.signal), working.signal)
  } finally {
    timing.abort()
    for (const stop of stops) stop()
  }
}
