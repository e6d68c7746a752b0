import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  ConfigurationsTable,
  CreateConfigurationForm,
  OperationsProvider,
  OperationsTray,
} from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/client'

const queryClient = new QueryClient()
const client = createOrchestratorClient({ baseUrl: '/api/twilio' })

/** Everything ready-made. */
export default function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} scope="AC0/us1/mara">
        <OperationsTray />
        <CreateConfigurationForm />
        <ConfigurationsTable />
      </OperationsProvider>
    </QueryClientProvider>
  )
}
