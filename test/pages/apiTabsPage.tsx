import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  OperationsProvider,
  useAsyncOperation,
  useCancelOperation,
  useOperationResult,
  useOperations,
  useSubmitOperation,
} from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

import { allContracts } from '../contracts/allContracts.ts'
import { DESCRIPTIONS } from '../protocol/dialects/descriptions.ts'

const search = new URLSearchParams(location.search)
const name = search.get('contract') ?? ''
const [contract, description] = [allContracts.find((one) => one.name === name), DESCRIPTIONS[name]]
if (!contract || !description) throw new Error(`${name} is not known.`)
const { basePath = '', ...api } = description
const { method, path, headers, body } = contract.submit

const endpoint = defineOperation({
  kind: 'contract',
  method,
  path: path.slice(basePath.length),
  result: {},
  ...(body !== undefined && { body: () => body }),
  ...(headers && { headers: () => headers }),
})

const client = createOperationsClient({
  baseUrl: `${location.origin}/api${basePath}`,
  isProxied: true,
  endpoints: [endpoint],
  ...api,
})

/** One user's page: every operation of the scope, with its state, its result and a way to cancel it. */
function Page() {
  const { operations, clear } = useOperations()
  const { submit } = useSubmitOperation(endpoint)
  return (
    <main>
      <button type="button" onClick={() => void submit(undefined)}>
        Submit
      </button>
      <button type="button" onClick={() => void clear()}>
        Sign out
      </button>
      <ol>
        {operations.map(({ accepted }) => (
          <Item key={accepted.operationId} accepted={accepted} />
        ))}
      </ol>
    </main>
  )
}

function Item({ accepted }: { accepted: AcceptedOperation }) {
  const { status } = useAsyncOperation(accepted)
  const result = useOperationResult(accepted)
  const { cancel, canCancel, isCancelling, error } = useCancelOperation(accepted)
  return (
    <li>
      <output>{JSON.stringify({ status, isCancelling, result, error: error?.message })}</output>
      {canCancel && (
        <button type="button" onClick={() => void cancel()}>
          Cancel
        </button>
      )}
    </li>
  )
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={client} scope={search.get('user') ?? ''}>
      <Page />
    </OperationsProvider>
  </QueryClientProvider>,
)
