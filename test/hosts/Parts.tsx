'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  OperationDetails,
  OperationProgress,
  OperationsProvider,
  OperationsTray,
  OperationStatusBadge,
} from 'react-accepted'
import {
  ConfigurationsTable,
  CreateMemoryStoreForm,
  DeleteConfigurationButton,
  EditConfigurationForm,
  MemoryStoreSelect,
  useConfigurations,
  useCreateConfiguration,
  useMemoryStores,
} from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'

import 'react-accepted/styles.css'

const queryClient = new QueryClient()
const client = createOrchestratorClient({ baseUrl: '/api/twilio' })
const NAMES = ['Harbor that waits', 'Harbor that fails', 'Harbor that ends']
const STATUSES = ['LOADING', 'PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'UNAVAILABLE'] as const

/** The components that the README's page does not show. */
export default function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client}>
        <OperationsTray />
        <Parts />
      </OperationsProvider>
    </QueryClientProvider>
  )
}

function Parts() {
  const { configurations } = useConfigurations()
  const { memoryStores } = useMemoryStores()
  const [storeId, setStoreId] = useState('')
  // Submitted one after the other, so that they are always in the same order.
  const [acceptedCount, setAcceptedCount] = useState(0)
  const configurationId = configurations[0]?.id
  const memoryStoreId = memoryStores[0]?.id
  if (configurationId === undefined || memoryStoreId === undefined) return null
  return (
    <>
      {NAMES.slice(0, acceptedCount + 1).map((name, index) => (
        <Submission
          key={name}
          name={name}
          memoryStoreId={memoryStoreId}
          onAccepted={() => setAcceptedCount(index + 1)}
        />
      ))}
      <p>
        {STATUSES.map((status) => (
          <OperationStatusBadge key={status} status={status} />
        ))}
        <OperationStatusBadge status="PENDING" stuck connection="offline" />
      </p>
      <ConfigurationsTable
        renderActions={({ id, displayName }) => (
          <DeleteConfigurationButton configurationId={id} displayName={displayName} />
        )}
      />
      <EditConfigurationForm configurationId={configurationId} />
      <CreateMemoryStoreForm />
      <MemoryStoreSelect value={storeId} onValueChange={setStoreId} />
    </>
  )
}

interface SubmissionProps {
  name: string
  memoryStoreId: string
  onAccepted: () => void
}

function Submission({ name, memoryStoreId, onAccepted }: SubmissionProps) {
  const { submit, intent } = useCreateConfiguration({ onAccepted })
  const accepted = intent.state === 'accepted' ? intent.accepted : null
  useEffect(() => {
    void submit({
      displayName: name,
      description: 'Visitors of the harbor office',
      memoryStoreId,
      conversationGroupingType: 'GROUP_BY_PROFILE',
    })
  }, [submit, name, memoryStoreId])
  return (
    <div data-operation={accepted?.operationId}>
      <OperationStatusBadge operation={accepted} />
      <OperationProgress operation={accepted} />
      <OperationDetails operation={accepted} />
    </div>
  )
}
