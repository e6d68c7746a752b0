import { environmentManager, QueryClient, QueryObserver } from '@tanstack/react-query'

import { DEFAULT_WAIT_MS, fetchOperation, isFinal } from '../contestants/fetchOperation.ts'
import type { Follow } from './drivers.ts'

/** The options of the hand-written loop, in an observer like that of `useQuery`. */
export function createDriver(): Follow {
  environmentManager.setIsServer(() => false)
  const queryClient = new QueryClient()
  queryClient.mount()
  return (operationId) =>
    new QueryObserver(queryClient, {
      queryKey: ['operation', operationId],
      queryFn: () => fetchOperation(`http://localhost/operations/${operationId}`),
      refetchInterval: ({ state }) => {
        if (state.data && isFinal(state.data)) return false
        return state.data?.retryAfterMs ?? DEFAULT_WAIT_MS
      },
      notifyOnChangeProps: ['data'],
    }).subscribe(() => undefined)
}
