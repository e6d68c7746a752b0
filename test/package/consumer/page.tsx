// A page of an application that uses the published package.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  asyncOperationOptions,
  OperationsProvider,
  OperationStatusBadge,
  useAsyncOperation,
} from 'react-accepted'
import { type AcceptedOperation, defineOperation } from 'react-accepted/client'
import { ConfigurationsTable, CreateConfigurationForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'

import 'react-accepted/styles.css'

const simulator = createSimulator({ seed: 'demo' })
const client = createOrchestratorClient({ baseUrl: '/api/twilio', fetch: simulator.fetch })
const queryClient = new QueryClient()

export const importUsers = defineOperation({
  kind: 'import.create',
  version: 1,
  method: 'POST',
  path: () => '/imports',
  body: (input: { url: string }) => input,
  takesIdempotencyKey: true,
})

function Row({ accepted }: { accepted: AcceptedOperation }) {
  const operation = useAsyncOperation(accepted)
  return (
    <li>
      <OperationStatusBadge operation={accepted} className="badge" />
      {operation.status === 'COMPLETED' && operation.resource.state === 'found' && operation.resource.id}
      {/* @ts-expect-error -- Only a failed operation has an error. */}
      {operation.error}
    </li>
  )
}

export function Page({ accepted }: { accepted: AcceptedOperation }) {
  void queryClient.prefetchQuery(asyncOperationOptions(client, accepted))
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} scope="AC0/us1/mara">
        <Row accepted={accepted} />
        <CreateConfigurationForm onCompleted={({ resource }) => console.log(resource.state)} />
        <ConfigurationsTable />
      </OperationsProvider>
    </QueryClientProvider>
  )
}
