/** One request for a lock. */
interface Place {
  readonly name: string
  readonly mode: LockMode
  readonly enter: () => Promise<unknown>
  isInside: boolean
}

/** Shared and exclusive locks like `navigator.locks`, with queues, signals, `ifAvailable` and `query`. */
export function createFakeLocks() {
  /** For each name, all requests that are held or waiting, in order. */
  const lines = new Map<string, Place[]>()
  const lineOf = (name: string) => lines.get(name) ?? []

  function leave(place: Place) {
    const left = lineOf(place.name).filter((one) => one !== place)
    lines.set(place.name, left)
    enterNext(place.name)
  }

  function isFree({ mode }: Place, before: readonly Place[]): boolean {
    return before.every((one) => mode === 'shared' && one.mode === 'shared')
  }

  function enterNext(name: string) {
    const line = lineOf(name)
    for (const [index, place] of line.entries()) {
      if (place.isInside || !isFree(place, line.slice(0, index))) continue
      place.isInside = true
      void place.enter().finally(() => leave(place))
    }
  }

  function request(
    name: string,
    { signal, mode = 'exclusive', ifAvailable }: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const answer = async (lock: Lock | null) => {
        await Promise.resolve()
        try {
          resolve(await callback(lock))
        } catch (error) {
          reject(error)
        }
      }
      const place: Place = { name, mode, enter: () => answer({ name, mode }), isInside: false }
      if (signal?.aborted) return reject(signal.reason)
      if (ifAvailable && !isFree(place, lineOf(name))) return void answer(null)
      signal?.addEventListener('abort', () => {
        if (place.isInside) return
        leave(place)
        reject(signal.reason)
      })
      lines.set(name, [...lineOf(name), place])
      enterNext(name)
    })
  }

  const held = () => [...lines.values()].flat().filter(({ isInside }) => isInside)

  return {
    locks: {
      request,
      query: () => Promise.resolve({ held: held().map(({ name, mode }) => ({ name, mode })) }),
    },
    /** Releases these locks as if their page were gone. The next requests in the queue get them. */
    letGo(isGone: (name: string) => boolean = () => true) {
      for (const place of held()) if (isGone(place.name)) leave(place)
    },
    /** The names of the locks that are held now. */
    held: () => [...new Set(held().map(({ name }) => name))],
  }
}

/** Installs fake locks as `navigator.locks`. */
export function installFakeLocks() {
  const { locks, ...controls } = createFakeLocks()
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locks })
  return { ...controls, uninstall: () => Reflect.deleteProperty(navigator, 'locks') }
}
