import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import { createOperationsClient } from 'react-accepted/client'

import type { CreateContestant } from './contestant.ts'

/** As the README shows: a client, both providers, the hook. */
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
    // Both at once: whatever the loop is asked by one of them, this has to bear by two.
    askAgain: () => {
      void queryClient.invalidateQueries()
      void queryClient.refetchQueries()
    },
  }
}
