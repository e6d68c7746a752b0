/** One request for a lock; the first of a line holds it. */
interface Place {
  readonly enter: () => Promise<unknown>
  readonly reject: (reason: unknown) => void
  readonly signal: AbortSignal | undefined
  isInside: boolean
}

/**
 * Exclusive locks as `navigator.locks` has them: one holder per name, the others wait in line, and a waiting one leaves
 * when its signal says so.
 */
export function installFakeLocks() {
  const lines = new Map<string, Place[]>()

  function leave(name: string, place: Place) {
    const line = lines.get(name) ?? []
    const left = line.filter((one) => one !== place)
    lines.set(name, left)
    enterFirst(name)
  }

  function enterFirst(name: string) {
    const first = lines.get(name)?.[0]
    if (!first || first.isInside) return
    first.isInside = true
    void first.enter().finally(() => leave(name, first))
  }

  function request(
    name: string,
    { signal }: { signal?: AbortSignal },
    callback: () => unknown,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const enter = async () => {
        await Promise.resolve()
        try {
          resolve(await callback())
        } catch (error) {
          reject(error)
        }
      }
      const place: Place = { enter, reject, signal, isInside: false }
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener('abort', () => {
        if (place.isInside) return
        leave(name, place)
        reject(signal.reason)
      })
      lines.set(name, [...(lines.get(name) ?? []), place])
      enterFirst(name)
    })
  }

  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } })
  return {
    /** The page that holds these locks is gone: whoever waits gets them. */
    letGo(isGone: (name: string) => boolean = () => true) {
      for (const [name, line] of lines) {
        const first = line[0]
        if (first?.isInside && isGone(name)) leave(name, first)
      }
    },
    /** The names that are held just now. */
    held: () => [...lines].flatMap(([name, line]) => (line[0]?.isInside ? [name] : [])),
    uninstall: () => Reflect.deleteProperty(navigator, 'locks'),
  }
}
