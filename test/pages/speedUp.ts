/**
 * Runs in the page, before any other script, and speeds up its clock and timers.
 *
 * @param epoch when the world started, epoch ms
 * @param skipped ms added to the clock
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

  /** The current timer of each deferred one, by the ID that the page has for it. */
  const deferred = new Map<number, number>()
  /**
   * The disk cannot be sped up. While it works, a timer fires late, but no later than at normal speed.
   * Otherwise the page would take a store on a busy machine for one that does not respond.
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
    if (typeof run !== 'function') throw new Error('A timer with a string handler is not supported.')
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

/** @returns a function that says whether the page waits for its database */
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
