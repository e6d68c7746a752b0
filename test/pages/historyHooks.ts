import { speedUp } from './speedUp.ts'

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
