import { RequestError } from '../protocol/errors.ts'
import { sleep } from './sleep.ts'

/** A module that a page loads when it needs it. */
export interface Late<TModule> {
  /** `undefined` until it is there. */
  readonly now: () => TModule | undefined
  /**
   * Loads it, or gives what was loaded. A failure is not kept, and the next call tries again; a browser may keep it until
   * the page is reloaded (whatwg/html#10327).
   *
   * @throws RequestError of kind `network`
   */
  readonly load: () => Promise<TModule>
  /** Calls `listener` when it is there, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A module that takes longer, in ms, is taken for one that never comes. */
const PATIENCE_MS = 15_000

/** @param load such as `() => import('./part.ts')` */
export function late<TModule extends object>(load: () => Promise<TModule>): Late<TModule> {
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
    if (!loaded) throw toError(`nothing came in ${PATIENCE_MS / 1_000} s`)
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
