/**
 * Runs in the page, before anything else of it. Time goes faster; and when `data-dies-at` effects have come from the
 * page (a request, its answer, something stored, a word to another tab) it is as good as dead: from then on nothing of
 * it reaches a store, a tab or the server. It knows nothing of what the effects are for.
 */
export function installHooks() {
  const { dataset } = document.body
  speedUp(Number(dataset['speed']), Number(dataset['epoch']), Number(dataset['skipped']))

  /** @returns whether the page is dead */
  function reach(): boolean {
    if (dataset['dead'] !== undefined) return true
    if (dataset['diesAt'] === undefined) return false
    const left = Number(dataset['diesAt']) - 1
    dataset['diesAt'] = String(left)
    if (left < 0) dataset['dead'] = 'yes'
    return left < 0
  }

  for (const name of ['setItem', 'removeItem', 'clear'] as const)
    guard(Storage.prototype, name, () => undefined)
  guard(BroadcastChannel.prototype, 'postMessage', () => undefined)
  guard(navigator, 'sendBeacon', () => true)
  // What a page that dies has not committed is not done.
  for (const name of ['put', 'add', 'delete', 'clear'] as const) {
    guard(IDBObjectStore.prototype, name, (store) => {
      store.transaction.abort()
      throw new Error('dead')
    })
  }

  function guard<TKey extends string, TOwner extends { [key in TKey]: (...given: never[]) => unknown }>(
    owner: TOwner,
    name: TKey,
    dead: (self: TOwner) => unknown,
  ) {
    const plain: unknown = owner[name]
    if (typeof plain !== 'function') return
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      value(this: TOwner, ...given: unknown[]): unknown {
        return reach() ? dead(this) : Reflect.apply(plain, this, given)
      },
    })
  }

  const realFetch = window.fetch.bind(window)
  const never = () => new Promise<never>(() => undefined)
  window.fetch = async (input, init) => {
    if (reach()) return never()
    const headers = new Headers(init?.headers)
    headers.set('x-request-number', crypto.randomUUID())
    // A dead page hears no answer, and no failure either.
    const response = await realFetch(input, { ...init, headers }).catch((error: unknown) => {
      if (reach()) return never()
      throw error
    })
    return reach() ? never() : response
  }
}

function speedUp(speed: number, epoch: number, skipped: number) {
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
