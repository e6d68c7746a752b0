/** The work took longer than it may. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed'
}

/**
 * Runs `work` for at most `timeoutMs` milliseconds. Its signal aborts at the deadline, or when `leave` aborts;
 * the promise rejects then even if the work ignores its signal.
 *
 * @throws {DeadlinePassed} at the deadline.
 */
export function withinDeadline<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  leave?: AbortSignal,
): Promise<T> {
  const controller = new AbortController()
  return new Promise<T>((resolve, reject) => {
    const stop = (reason: Error): void => {
      settle()
      controller.abort(reason)
      reject(reason)
    }
    const onLeave = (): void => stop(new Error('The caller left before the answer was there.'))
    const timer = setTimeout(() => stop(new DeadlinePassed(`Not done after ${timeoutMs} ms.`)), timeoutMs)
    const settle = (): void => {
      clearTimeout(timer)
      leave?.removeEventListener('abort', onLeave)
    }
    if (leave?.aborted === true) return onLeave()
    leave?.addEventListener('abort', onLeave)
    work(controller.signal).then(resolve, reject).finally(settle)
  })
}
