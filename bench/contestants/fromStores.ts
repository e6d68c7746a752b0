import { useSyncExternalStore } from 'react'

import type { CreateContestant } from './contestant.ts'

/** The status of one operation, in the form that React's `useSyncExternalStore` takes. */
export interface StatusStore {
  readonly subscribe: (onChange: () => void) => () => void
  readonly read: () => string | undefined
}

/**
 * A contestant from a library that does not depend on React: one store per operation, which its components share.
 *
 * @param askAgain is given all stores
 */
export function fromStores<TStore extends StatusStore>(
  createStore: (url: string) => TStore,
  askAgain: (stores: Iterable<TStore>) => void,
): CreateContestant {
  return (baseUrl) => {
    const stores = new Map<string, TStore>()
    return {
      Provider: ({ children }) => children,
      useStatus: ({ operationId }) => {
        const url = `${baseUrl}/operations/${operationId}`
        const store = stores.get(url) ?? createStore(url)
        stores.set(url, store)
        return useSyncExternalStore(store.subscribe, store.read)
      },
      askAgain: () => askAgain(stores.values()),
    }
  }
}
