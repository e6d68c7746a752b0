import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { OperationsProvider, useAsyncOperation, useOperations } from 'react-accepted'
import type { TrackedOperation, UnconfirmedIntent } from 'react-accepted'
import { useCreateConfiguration, useDeleteConfiguration } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createRoot } from 'react-dom/client'

import { installHooks } from './crashHooks.ts'

installHooks()
const { dataset } = document.body
const options = new URLSearchParams(location.search)
const storeId = dataset['storeId'] ?? ''

const client = createOrchestratorClient({
  baseUrl: location.origin,
  requestTimeoutMs: 20_000,
  random: () => 0,
})
const queryClient = new QueryClient()

/** Counts the work that the user started. */
async function busy(work: Promise<unknown>) {
  const change = (by: number) => (dataset['busy'] = String(Number(dataset['busy'] ?? 0) + by))
  change(1)
  await work
  change(-1)
}

function CreateForm() {
  const { submit, intent } = useCreateConfiguration()
  function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = new FormData(event.currentTarget).get('name')
    const displayName = typeof name === 'string' ? name : ''
    const fields = {
      description: 'Calls of the night',
      conversationGroupingType: 'GROUP_BY_PROFILE',
    } as const
    void busy(submit({ displayName, memoryStoreId: storeId, ...fields }))
  }
  return (
    <form
      id="create"
      onSubmit={create}
      data-state={intent.state}
      data-edited={intent.state === 'accepted' && intent.isEdited}
    >
      <input name="name" aria-label="Name" />
      <button type="submit">Create</button>
    </form>
  )
}

function DeleteForm({ id }: { readonly id: string }) {
  const { submit, intent } = useDeleteConfiguration({ resourceId: id })
  return (
    <button
      type="button"
      id="delete"
      data-state={intent.state}
      onClick={() => void busy(submit({ id, displayName: 'Old Desk' }))}
    >
      Delete
    </button>
  )
}

function Operation({ accepted }: TrackedOperation) {
  const operation = useAsyncOperation(accepted)
  const { status } = operation
  const resource = status === 'COMPLETED' ? operation.resource.state : undefined
  return <li data-label={accepted.label} data-status={status} data-resource={resource} />
}

function Unconfirmed({ label, intent, sendAgain, discard }: UnconfirmedIntent) {
  return (
    <li data-label={label} data-can-send-again={intent.canSendAgain} data-found={intent.found?.state}>
      <button type="button" onClick={() => void busy(sendAgain())}>
        Send again
      </button>
      <button type="button" onClick={discard}>
        Discard
      </button>
    </li>
  )
}

function Lists() {
  const { operations, unconfirmed } = useOperations()
  return (
    <>
      <ul id="operations">
        {operations.map((one) => (
          <Operation key={one.accepted.operationId} {...one} />
        ))}
      </ul>
      <ul id="unconfirmed">
        {unconfirmed.map((one) => (
          <Unconfirmed key={one.idempotencyKey} {...one} />
        ))}
      </ul>
    </>
  )
}

/** Records each `onSettled` call, across all pages. */
function tell(label: string | undefined) {
  localStorage.setItem('told', `${localStorage.getItem('told') ?? ''}${label}\n`)
}

/** Marks when everything that an earlier page left must be visible, which takes longer on a busy machine. */
async function settle() {
  for (let turn = 0; turn < 15; turn += 1) {
    await navigator.locks.request('turn', () => undefined)
    await new Promise((resolve) => setTimeout(resolve, 10 * Number(dataset['speed'])))
  }
  dataset['settled'] = 'yes'
}

const deletes = options.get('deletes')
createRoot(document.querySelector('main') ?? document.body).render(
  <QueryClientProvider client={queryClient}>
    <OperationsProvider
      client={client}
      scope="test"
      {...(options.get('journal') === 'off' && { storage: null })}
      onSettled={(_, { label }) => tell(label)}
    >
      {deletes === null ? <CreateForm /> : <DeleteForm id={deletes} />}
      <Lists />
    </OperationsProvider>
  </QueryClientProvider>,
)
void settle()
