import { RequestError } from '../../protocol/errors.ts'
import { sleep } from './abort.ts'

/** A lazy-loaded module. */
export interface Lazy<TModule> {
  /** The module; `undefined` until it is loaded. */
  readonly now: () => TModule | undefined
  /**
   * Loads the module, or returns the loaded one. A failure is not cached: the next call tries again. The
   * browser may cache it until the page is reloaded (whatwg/html#10327).
   *
   * @throws RequestError of kind `network` if it cannot be loaded within 15 seconds
   */
  readonly load: () => Promise<TModule>
  /** Calls `listener` when the module is loaded, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A module that takes longer, in ms, counts as failed. */
const PATIENCE_MS = 15_000

/** @param load such as `() => import('./part.ts')` */
export function lazy<TModule extends object>(load: () => Promise<TModule>): Lazy<TModule> {
  let loaded: TModule | undefined
  let loading: Promise<TModule> | undefined
  const listeners = new Set<() => void>()

  async function start(): Promise<TModule> {
    const timing = new AbortController()
    const tooLate = sleep(PATIENCE_MS, timing.signal).then(() => undefined)
    try {
      loaded = await Promise.race([load(), tooLate])
    } catch (error) {
      throw toError(String(error))
    } finally {
      timing.abort()
      loading = undefined
    }
    if (!loaded) throw toError(`no response in ${PATIENCE_MS / 1_000} s`)
    for (const listener of listeners) listener()
    return loaded
  }

  return {
    now: () => loaded,
    load: async () => loaded ?? (loading ??= start()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function toError(reason: string): RequestError {
  const message = `A part of this page could not be loaded (${reason}). Check the connection, or reload the page.`
  const problem = { title: 'A part of this page could not be loaded', fields: [] }
  return new RequestError({ kind: 'network', message, problem })
}
