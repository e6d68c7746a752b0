import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import { createOperationsClient } from 'react-accepted/client'

import type { CreateContestant } from './contestant.ts'

/** As in the README: a client, both providers, the hook. */
export const createContestant: CreateContestant = (baseUrl) => {
  const client = createOperationsClient({ baseUrl, operationPath: '/operations/{operationId}' })
  const queryClient = new QueryClient()
  return {
    Provider: ({ children }) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client}>{children}</OperationsProvider>
      </QueryClientProvider>
    ),
    useStatus: (accepted) => useAsyncOperation(accepted).status,
    // Both, which is harder than for the `useQuery` loop: that gets only the first call.
    askAgain: () => {
      void queryClient.invalidateQueries()
      void queryClient.refetchQueries()
    },
  }
}
