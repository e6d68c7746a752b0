import type { OperationState, PollerLike } from '@azure/core-lro'
import { createHttpPoller } from '@azure/core-lro'

import type { StatusStore } from './fromStores.ts'
import { fromStores } from './fromStores.ts'
import { readLroResponse } from './readLroResponse.ts'

type Poller = PollerLike<OperationState<unknown>, unknown>

interface PollerStore extends StatusStore {
  readonly poller: Poller
}

/**
 * One `createHttpPoller` per operation, built from the 202 like the helper that Azure generates into its own
 * clients (`getLongRunningPoller`, https://github.com/Azure/autorest.typescript). Components
 * share the poller and subscribe with its own `onProgress`.
 */
export const createContestant = fromStores(createPollerStore, (stores) => {
  for (const { poller } of stores) if (!poller.isDone) void poller.poll()
})

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
