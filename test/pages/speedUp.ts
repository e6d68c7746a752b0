/**
 * Runs in the page, before anything else of it: from now on its time goes faster.
 *
 * @param epoch when the world began, epoch ms
 * @param skipped so many ms later than that it is
 */
export function speedUp(speed: number, epoch: number, skipped: number) {
  const now = Date.now.bind(Date)
  const passed = performance.now.bind(performance)
  const plainTimeout = window.setTimeout.bind(window)
  const plainClear = window.clearTimeout.bind(window)
  const plainInterval = window.setInterval.bind(window)
  const isDiskBusy = watchDisk()
  Date.now = () => Math.floor(epoch + (now() - epoch) * speed + skipped)
  performance.now = () => passed() * speed

  /** Where a timer is looked after by now, by the number that the page knows it by. */
  const deferred = new Map<number, number>()
  /**
   * The disk is no faster than it is: while it works, a timer is late, but by no more than without the speed. Else a
   * store on a busy machine would be taken for one that does not answer.
   */
  function fire(id: number, latestAt: number, run: () => void) {
    if (isDiskBusy() && passed() < latestAt) {
      deferred.set(
        id,
        plainTimeout(() => fire(id, latestAt, run), 5),
      )
    } else {
      deferred.delete(id)
      run()
    }
  }
  const timeout = (run: TimerHandler, ms = 0, ...given: unknown[]): number => {
    if (typeof run !== 'function') throw new Error('No page of ours hands a timer a text.')
    const latestAt = passed() + ms
    const id: number = plainTimeout(() => fire(id, latestAt, () => run(...given)), ms / speed)
    return id
  }
  const clear = (id?: number) => {
    plainClear(id)
    if (id !== undefined) plainClear(deferred.get(id))
  }
  const interval = (run: TimerHandler, ms = 0, ...given: unknown[]) =>
    plainInterval(run, ms / speed, ...given)
  Object.assign(window, { setTimeout: timeout, clearTimeout: clear, setInterval: interval })
}

/** @returns whether the page waits for its database */
function watchDisk(): () => boolean {
  const busy = new Set<unknown>()
  function follow(owner: object, name: string, ends: readonly string[]) {
    const plain: unknown = Reflect.get(owner, name)
    if (typeof plain !== 'function') return
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      value(this: unknown, ...given: unknown[]): unknown {
        const begun: unknown = Reflect.apply(plain, this, given)
        if (!(begun instanceof EventTarget)) return begun
        busy.add(begun)
        for (const end of ends) begun.addEventListener(end, () => busy.delete(begun))
        return begun
      },
    })
  }
  follow(IDBDatabase.prototype, 'transaction', ['complete', 'abort'])
  follow(IDBFactory.prototype, 'open', ['success', 'error', 'blocked'])
  return () => busy.size > 0
}
