import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createRoot } from 'react-dom/client'

const client = createOrchestratorClient({ baseUrl: location.origin })

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={client} scope="demo">
      <h1>Configurations</h1>
      <CreateConfigurationForm draftKey="new" />
    </OperationsProvider>
  </QueryClientProvider>,
)
