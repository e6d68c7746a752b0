import type { OperationState, PollerLike } from '@azure/core-lro'
import { createHttpPoller } from '@azure/core-lro'
import { useSyncExternalStore } from 'react'

import type { CreateContestant } from './contestant.ts'
import { readLroResponse } from './readLroResponse.ts'

type Poller = PollerLike<OperationState<unknown>, unknown>

/** A poller in the form that React's `useSyncExternalStore` takes. */
interface PollerStore {
  readonly poller: Poller
  readonly subscribe: (onChange: () => void) => () => void
  readonly read: () => string | undefined
}

/**
 * One `createHttpPoller` per operation, built from the 202 like the helper that Azure generates into its own
 * clients (`getLongRunningPoller`, https://github.com/Azure/autorest.typescript). It does not depend on
 * React: components share the poller and subscribe with its own `onProgress`.
 */
export const createContestant: CreateContestant = (baseUrl) => {
  const stores = new Map<string, PollerStore>()
  return {
    Provider: ({ children }) => children,
    useStatus: ({ operationId }) => {
      const url = `${baseUrl}/operations/${operationId}`
      const store = stores.get(url) ?? createPollerStore(url)
      stores.set(url, store)
      return useSyncExternalStore(store.subscribe, store.read)
    },
    askAgain: () => {
      for (const { poller } of stores.values()) if (!poller.isDone) void poller.poll()
    },
  }
}

function createPollerStore(url: string): PollerStore {
  const poller = createPoller(url)
  return {
    poller,
    subscribe: (onChange) => {
      // Repeated calls share one loop.
      void poller.pollUntilDone()
      return poller.onProgress(onChange)
    },
    read: () => poller.operationState?.status,
  }
}

export function createPoller(url: string): Poller {
  return createHttpPoller(
    {
      sendInitialRequest: () =>
        readLroResponse(new Response(null, { status: 202, headers: { 'operation-location': url } }), {
          method: 'POST',
          url,
        }),
      sendPollRequest: async (path) => readLroResponse(await fetch(path), { method: 'GET', url: path }),
    },
    { resolveOnUnsuccessful: true },
  )
}
