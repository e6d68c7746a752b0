import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'

import { Create } from './Create.tsx'
import { Operations } from './Operations.tsx'

const queryClient = new QueryClient()
const client = createOrchestratorClient({ baseUrl: '/api/twilio' })

/** Your own markup with the hooks. */
export default function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} scope="AC0/us1/mara">
        <Create />
        <Operations />
      </OperationsProvider>
    </QueryClientProvider>
  )
}
