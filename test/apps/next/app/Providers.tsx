'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { OperationsProvider } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'

export function Providers({ children }: { children: ReactNode }) {
  // In state, so that users never share a cache on the server.
  const [queryClient] = useState(() => new QueryClient())
  const [client] = useState(() => createOrchestratorClient({ baseUrl: '/api/twilio' }))
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} scope="AC0/us1/mara">
        {children}
      </OperationsProvider>
    </QueryClientProvider>
  )
}
