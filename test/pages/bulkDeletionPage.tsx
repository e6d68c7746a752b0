import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider } from 'react-accepted'
import { ConfigurationsTable } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createRoot } from 'react-dom/client'

const client = createOrchestratorClient({ baseUrl: '/api/twilio', minPollMs: 20 })

createRoot(document.body).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={client} scope="mara">
      <ConfigurationsTable deletable pageSize={250} columns={['updatedAt']} />
    </OperationsProvider>
  </QueryClientProvider>,
)
