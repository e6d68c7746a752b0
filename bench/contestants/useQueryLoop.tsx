import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'

import type { CreateContestant } from './contestant.ts'
import { DEFAULT_WAIT_MS, fetchOperation, isFinal } from './fetchOperation.ts'

/**
 * A hand-written loop on TanStack Query: `refetchInterval` as a function of the query, as in its polling
 * guide ("Adapting the interval to query state",
 * https://tanstack.com/query/latest/docs/framework/react/guides/polling).
 */
export const createContestant: CreateContestant = (baseUrl) => {
  const queryClient = new QueryClient()
  return {
    Provider: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
    useStatus: ({ operationId }) => {
      const { data } = useQuery({
        queryKey: ['operation', operationId],
        queryFn: () => fetchOperation(`${baseUrl}/operations/${operationId}`),
        refetchInterval: ({ state }) => {
          if (state.data && isFinal(state.data)) return false
          return state.data?.retryAfterMs ?? DEFAULT_WAIT_MS
        },
      })
      return data?.status
    },
    askAgain: () => void queryClient.invalidateQueries(),
  }
}
