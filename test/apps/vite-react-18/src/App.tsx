import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider, OperationsTray } from 'react-accepted'
import { ConfigurationsTable, CreateConfigurationForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'

const queryClient = new QueryClient()
const client = createOrchestratorClient({ baseUrl: '/api/twilio' })

/** Uses the ready-made components. */
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
