import { useState } from 'react'
import { CreateMemoryStoreForm, DeleteMemoryStoreButton, useMemoryStores } from 'react-accepted/twilio'
import type { MemoryStore } from 'react-accepted/twilio/client'

import { OperationsList } from './OperationsList.tsx'
import { NewButton, PageHeader } from './PageHeader.tsx'
import { Panel } from './Panel.tsx'

export function MemoryStoresPage() {
  const [isCreating, setIsCreating] = useState(false)
  return (
    <>
      <PageHeader title="Memory stores" hint="What is remembered about the people in conversations.">
        <NewButton label="New memory store" onClick={() => setIsCreating(true)} />
      </PageHeader>
      <OperationsList />
      <section aria-labelledby="dash-stores">
        <h2 id="dash-stores">All memory stores</h2>
        <MemoryStoreList />
      </section>
      {isCreating && (
        <Panel
          title="New memory store"
          hint="It is set up in the background; you can close this at any time."
          onClose={() => setIsCreating(false)}
        >
          <CreateMemoryStoreForm />
        </Panel>
      )}
    </>
  )
}

function MemoryStoreList() {
  const { memoryStores, isLoading, error, refetch } = useMemoryStores()
  if (isLoading) return <p className="dash-card">Loading memory stores…</p>
  if (error && memoryStores.length === 0) {
    return (
      <div className="dash-card" role="alert">
        <p>The memory stores could not be loaded.</p>
        <button type="button" className="ra-button" onClick={() => void refetch()}>
          Try again
        </button>
      </div>
    )
  }
  if (memoryStores.length === 0) return <p className="dash-card">There are no memory stores yet.</p>
  return (
    <ul className="dash-list">
      {memoryStores.map((store) => (
        <li key={store.id}>
          <Store store={store} />
        </li>
      ))}
    </ul>
  )
}

interface StoreProps {
  readonly store: MemoryStore
}

function Store({ store: { id, displayName, description, status } }: StoreProps) {
  return (
    <>
      <div className="dash-store">
        <h3>
          <bdi>{displayName}</bdi>
        </h3>
        {description && (
          <p>
            <bdi>{description}</bdi>
          </p>
        )}
        <code translate="no">{id}</code>
      </div>
      <span className="dash-word">{WORDS.get(status) ?? status}</span>
      <DeleteMemoryStoreButton memoryStoreId={id} displayName={displayName} />
    </>
  )
}

const WORDS = new Map([
  ['QUEUED', 'Waiting to be set up'],
  ['PROVISIONING', 'Being set up'],
  ['ACTIVE', 'Ready'],
  ['FAILED', 'Setup failed'],
])
