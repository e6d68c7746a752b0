import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { OperationsProvider, useSubmitOperation } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

const exportReport = defineOperation({
  kind: 'report.export',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input: { month: string }) => input,
  takesIdempotencyKey: true,
})

let leftAt = 0

/** The same API twice: one has its journal in the browser's database, the other in `localStorage`. */
const clients = {
  database: createClient('/database'),
  webStorage: createClient('/web-storage'),
}

function createClient(baseUrl: string) {
  return createOperationsClient({
    baseUrl,
    async fetch() {
      leftAt = performance.now()
      const location = `${baseUrl}/operations/${crypto.randomUUID()}`
      return new Response('{}', { status: 202, headers: { location, 'retry-after': '600' } })
    },
  })
}

/** Submits, and resolves to the time until the request left, in ms. */
const submit: Record<string, (month: string) => Promise<number>> = {}

function Form({ name }: { name: string }) {
  const { submit: send, reset } = useSubmitOperation(exportReport)
  useEffect(() => {
    submit[name] = async (month) => {
      const startedAt = performance.now()
      const { state } = await send({ month })
      if (state !== 'accepted') throw new Error(`The submission was not accepted but is ${state}.`)
      reset()
      return leftAt - startedAt
    }
  })
  return null
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <QueryClientProvider client={new QueryClient()}>
    <OperationsProvider client={clients.database} scope="mara">
      <Form name="database" />
    </OperationsProvider>
    <OperationsProvider client={clients.webStorage} scope="mara" storage={localStorage}>
      <Form name="webStorage" />
    </OperationsProvider>
  </QueryClientProvider>,
)
Object.assign(globalThis, { submit })
