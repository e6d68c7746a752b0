const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Runs something when a signal, not aborted yet, is aborted. However many wait for one signal, it has one listener of
 * ours: Node warns of more than ten.
 *
 * @returns a function that ends it
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const all = listeners.get(signal) ?? new Set()
  if (!listeners.has(signal)) {
    listeners.set(signal, all)
    signal.addEventListener('abort', () => all.forEach((one) => one()))
  }
  all.add(run)
  return () => void all.delete(run)
}

/** The same promise, but rejected with the signal's reason as soon as that is aborted. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    const stop = onAbort(signal, () => reject(signal.reason))
    void promise.then(resolve, reject).finally(stop)
  })
}
