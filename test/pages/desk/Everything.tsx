import { useEffect, useState } from 'react'
import {
  OperationAnnouncer,
  OperationDetails,
  OperationProgress,
  OperationsTray,
  OperationStatusBadge,
} from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import {
  ConfigurationsTable,
  CreateConfigurationForm,
  CreateMemoryStoreForm,
  DeleteConfigurationButton,
  DeleteConversationButton,
  DeleteMemoryStoreButton,
  EditConfigurationForm,
  MemoryStoreSelect,
  useConfigurations,
  useCreateConfiguration,
  useMemoryStores,
} from 'react-accepted/twilio'

const STATUSES = ['IDLE', 'LOADING', 'PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'UNAVAILABLE'] as const

/** Every component, working. `data-component` names each, so that a test can check that none is missing. */
export function Everything() {
  const { configurations } = useConfigurations()
  const { memoryStores } = useMemoryStores()
  const [storeId, setStoreId] = useState('')
  const configurationId = configurations[0]?.id
  const memoryStoreId = memoryStores[0]?.id
  const accepted = useOneOperation(memoryStoreId)
  if (configurationId === undefined || memoryStoreId === undefined) return null
  return (
    <>
      <h1>Everything</h1>
      <section data-component="OperationStatusBadge">
        {STATUSES.map((status) => (
          <OperationStatusBadge key={status} status={status} />
        ))}
        <OperationStatusBadge status="PENDING" stuck connection="offline" />
        <OperationStatusBadge operation={accepted} />
      </section>
      <section data-component="OperationProgress">
        <OperationProgress operation={accepted} />
      </section>
      <section data-component="OperationDetails">
        <OperationDetails operation={accepted} />
      </section>
      <section data-component="OperationAnnouncer">
        <OperationAnnouncer operation={accepted} />
      </section>
      <section data-component="OperationsTray">
        <OperationsTray />
      </section>
      <section data-component="ConfigurationsTable">
        <ConfigurationsTable />
      </section>
      <section data-component="CreateConfigurationForm">
        <CreateConfigurationForm />
      </section>
      <section data-component="EditConfigurationForm">
        <EditConfigurationForm configurationId={configurationId} />
      </section>
      <section data-component="CreateMemoryStoreForm">
        <CreateMemoryStoreForm />
      </section>
      <section data-component="MemoryStoreSelect">
        <MemoryStoreSelect value={storeId} onValueChange={setStoreId} />
      </section>
      <section data-component="DeleteConfigurationButton">
        <DeleteConfigurationButton configurationId={configurationId} />
      </section>
      <section data-component="DeleteMemoryStoreButton">
        <DeleteMemoryStoreButton memoryStoreId={memoryStoreId} />
      </section>
      <section data-component="DeleteConversationButton">
        <DeleteConversationButton conversationId="conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb" />
      </section>
    </>
  )
}

/** One operation, submitted as soon as there is a store for it. */
function useOneOperation(memoryStoreId: string | undefined): AcceptedOperation | null {
  const { submit, accepted } = useCreateConfiguration()
  useEffect(() => {
    if (memoryStoreId === undefined) return
    void submit({
      displayName: 'Harbor Reception',
      description: 'Visitors of the harbor office',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId,
    })
  }, [memoryStoreId, submit])
  return accepted ?? null
}
