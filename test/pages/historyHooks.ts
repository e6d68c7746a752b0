import { speedUp } from './speedUp.ts'

/**
 * Runs in the page, before any other script. Speeds up time. After `data-dies-at` effects (a request, its
 * response, a write to a store, a message to another tab) the page counts as dead: nothing from it reaches a
 * store, a tab or the server. The hooks do not depend on what an effect is for.
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
  // A page that dies loses what it has not committed.
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
    // A dead page receives neither a response nor an error.
    const response = await realFetch(input, { ...init, headers }).catch((error: unknown) => {
      if (reach()) return never()
      throw error
    })
    return reach() ? never() : response
  }
}
