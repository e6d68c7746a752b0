import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider, useSubmitOperations } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

const deleteThing = defineOperation({
  kind: 'thing.delete',
  version: 1,
  method: 'DELETE',
  path: (id: number) => `/things/${id}`,
  label: (id) => `Thing ${id}`,
  resourceId: String,
  takesIdempotencyKey: true,
  isDestructive: true,
})

const client = createOperationsClient({
  baseUrl: '/api',
  operationPath: '/operations/{operationId}',
  endpoints: [deleteThing],
  minPollMs: 20,
})
const ids = Array.from({ length: 500 }, (_, index) => index)

function Page() {
  const { start, resume, status, progress, inputs } = useSubmitOperations(deleteThing)
  const bad = inputs.filter(
    ({ state }) => state !== 'completed' && state !== 'waiting' && state !== 'running',
  )
  return (
    <main data-status={status}>
      <button type="button" id="start" onClick={() => void start(ids)}>
        Delete
      </button>
      <button type="button" id="resume" onClick={resume}>
        Continue
      </button>
      <output>{JSON.stringify(progress)}</output>
      <ul>
        {bad.map(({ label, state, problem }) => (
          <li key={label}>
            {label} {state}: {problem?.title}
          </li>
        ))}
      </ul>
    </main>
  )
}

createRoot(document.body).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={client} scope="mara">
      <Page />
    </OperationsProvider>
  </QueryClientProvider>,
)
