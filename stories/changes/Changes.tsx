import './changes.css'
import {
  ConfigurationsTable,
  useConfigurations,
  useCreateMemoryStore,
  useDeleteConfiguration,
  useDeleteConversation,
  useDeleteMemoryStore,
  useMemoryStore,
  useMemoryStores,
  usePatchConfiguration,
  usePatchMemoryStore,
  useUpdateConfiguration,
} from 'react-accepted/twilio'

import { CallRow } from './CallRow.tsx'

/** The conversation in the simulator's demo account. */
const CONVERSATION_ID = 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb'

/** Every request that creates, changes or deletes, each with its own hook, and the lists that they change. */
export function Changes() {
  const { configurations } = useConfigurations()
  const { memoryStores } = useMemoryStores()
  const [first, , last] = configurations
  const [store] = memoryStores
  const { resource: current } = useMemoryStore(store?.id)
  const replacement = first && {
    id: first.id,
    displayName: 'Harbor Reception',
    description: first.description ?? 'Visitors of the harbor',
    conversationGroupingType: 'GROUP_BY_PROFILE' as const,
    memoryStoreId: first.memoryStoreId ?? '',
    channelSettings: {},
  }
  return (
    <main className="changes">
      <h1>Changes</h1>
      <section aria-label="Calls">
        <ul>
          <CallRow label="Replace the first" call={useUpdateConfiguration()} input={replacement} />
          <CallRow
            label="Rename the first"
            call={usePatchConfiguration()}
            input={first && { id: first.id, displayName: 'Harbor Front Desk' }}
          />
          <CallRow label="Delete the last" call={useDeleteConfiguration()} input={last && { id: last.id }} />
          <CallRow
            label="Delete a conversation"
            call={useDeleteConversation()}
            input={{ id: CONVERSATION_ID }}
          />
          <CallRow
            label="Create a store"
            call={useCreateMemoryStore()}
            input={{ displayName: 'pilot-memory' }}
          />
          <CallRow
            label="Rename a store"
            call={usePatchMemoryStore()}
            input={current && { id: current.id, displayName: 'renamed-memory', ifMatch: current.etag }}
          />
          <CallRow label="Delete a store" call={useDeleteMemoryStore()} input={store && { id: store.id }} />
        </ul>
      </section>
      <section aria-label="Memory stores">
        <h2>Memory stores</h2>
        <ul>
          {memoryStores.map(({ id, displayName, status }) => (
            <li key={id}>
              {displayName} <span className="changes-quiet">{status.toLowerCase()}</span>
            </li>
          ))}
        </ul>
      </section>
      <ConfigurationsTable />
    </main>
  )
}
