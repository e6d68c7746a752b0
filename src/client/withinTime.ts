import { abortable, onAbort } from './abortable.ts'
import { sleep } from './sleep.ts'

/**
 * Does some work for at most so long. When the time is over, or the caller gives up, the promise is rejected at once,
 * whatever the work waits for just then, and the signal that the work was given is aborted.
 *
 * @param options.timeoutMs in ms, 0 or more; `Infinity` for as long as it takes
 * @param toError what to reject with when the time is over
 * @throws RangeError for any other time
 * @throws the signal's reason, where the caller gave up
 */
export async function withinTime<T>(
  { signal, timeoutMs }: { readonly signal?: AbortSignal | undefined; readonly timeoutMs: number },
  work: (signal: AbortSignal) => Promise<T>,
  toError: () => Error,
): Promise<T> {
  if (!(timeoutMs >= 0))
    throw new RangeError(`timeoutMs is ${timeoutMs}, but it takes 0 or more, in ms, or Infinity`)
  signal?.throwIfAborted()
  const working = new AbortController()
  const timing = new AbortController()
  const stop = signal && onAbort(signal, () => working.abort(signal.reason))
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
    stop?.()
  }
}
