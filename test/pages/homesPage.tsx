import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { OperationsProvider, useAsyncOperation, useOperations, useSubmitOperation } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

/** One home: its own client, and a provider with it. */
interface Panel {
  readonly id: string
  readonly baseUrl: string
  readonly scope: string
  readonly session: string
}

const panels: readonly Panel[] = JSON.parse(new URLSearchParams(location.search).get('panels') ?? '[]')
const queryClient = new QueryClient()

const create = defineOperation({
  kind: 'thing.create',
  version: 1,
  method: 'POST',
  path: () => '/things',
  body: (input: { name: string }) => input,
  label: ({ name }) => name,
  takesIdempotencyKey: true,
})
const clients = new Map(
  panels.map(({ id, baseUrl, session }) => [
    id,
    createOperationsClient({
      baseUrl,
      operationPath: '/operations/{operationId}',
      headers: { sid: session },
      endpoints: [create],
    }),
  ]),
)

function Panel({ id, scope }: Panel) {
  const [client] = useState(() => clients.get(id))
  const [told, setTold] = useState<readonly string[]>([])
  if (!client) return null
  return (
    <section id={id} data-told={told.join()}>
      <OperationsProvider
        client={client}
        scope={scope}
        onSettled={({ status }, { label }) => setTold((all) => [...all, `${label} ${status}`])}
      >
        <Work id={id} />
      </OperationsProvider>
    </section>
  )
}

function Work({ id }: { readonly id: string }) {
  const { submit } = useSubmitOperation(create)
  const { operations } = useOperations()
  return (
    <>
      <button type="button" onClick={() => void submit({ name: id })}>
        Create
      </button>
      {operations.map(({ accepted }) => (
        <Item
          key={`${accepted.label} ${accepted.operationId}`}
          label={accepted.label}
          id={accepted.operationId}
        />
      ))}
      {operations.length > 0 && <BareId />}
    </>
  )
}

function Item({ label, id }: { readonly label: string | undefined; readonly id: string }) {
  return <p>{`${label} ${id} ${useAsyncOperation(id).status}`}</p>
}

/** An operation that the page knows only by its ID, as from a URL. */
function BareId() {
  return <output>{useAsyncOperation('op-1').status}</output>
}

createRoot(document.querySelector('main') ?? document.body).render(
  <QueryClientProvider client={queryClient}>
    {panels.map((panel) => (
      <Panel key={panel.id} {...panel} />
    ))}
  </QueryClientProvider>,
)
