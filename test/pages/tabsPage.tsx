import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider, useAsyncOperation, useOperations } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createRoot } from 'react-dom/client'

const search = new URLSearchParams(location.search)
const { dataset } = document.documentElement
dataset['polls'] = '0'
dataset['settled'] = '0'

function count(name: 'polls' | 'settled') {
  dataset[name] = String(Number(dataset[name]) + 1)
}

const client = createOrchestratorClient({
  baseUrl: location.origin,
  fetch(url, init) {
    if (init?.method === undefined) count('polls')
    return fetch(url, init)
  },
})

const MESSAGE_EVERY_MS = 100
const LATE_MS = 500

/** Measures how long messages between the tabs take, and reports each late one to the server. */
const meter = new BroadcastChannel('meter')
meter.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (Date.now() - Number(data) > LATE_MS) navigator.sendBeacon('/late')
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has none.
setInterval(() => meter.postMessage(Date.now()), MESSAGE_EVERY_MS)

/** The operation named in the URL, and all operations of the scope. */
function Page() {
  const { operations, watch, dismiss, clear } = useOperations()
  const named = useAsyncOperation(search.get('operation'))
  const { accepted } = named
  return (
    <main>
      <output id="named">{named.status}</output>
      <ol>
        {operations.map((one) => (
          <Item key={one.accepted.operationId} operationId={one.accepted.operationId} />
        ))}
      </ol>
      <button type="button" onClick={() => accepted && watch(accepted)}>
        Watch
      </button>
      <button type="button" onClick={() => operations[0] && dismiss(operations[0].accepted)}>
        Dismiss
      </button>
      <button type="button" onClick={() => void clear()}>
        Clear
      </button>
      <button type="button" onClick={() => watch(JSON.parse(search.get('accepted') ?? 'null'))}>
        Begin
      </button>
    </main>
  )
}

function Item({ operationId }: { operationId: string }) {
  return <li>{useAsyncOperation(operationId).status}</li>
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider
      client={client}
      scope={search.get('scope') ?? 'demo'}
      onSettled={() => count('settled')}
    >
      <Page />
    </OperationsProvider>
  </QueryClientProvider>,
)
