import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { FunctionComponent, ReactNode } from 'react'
import { OperationsProvider, OperationStatusBadge } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

const ROWS = 1_000
/** The delay before the first polls: long enough for the mount to finish. */
const WAIT_MS = 700

const ids = Array.from({ length: ROWS }, (_, index) => `proc_job_${String(index).padStart(26, '0')}`)
const toUrl = (id: string) => `/v2/ControlPlane/Operations/${id}`

interface Row {
  readonly Status: FunctionComponent<{ readonly id: string; readonly dueAt: number }>
  readonly Providers: FunctionComponent<{ readonly children: ReactNode }>
}

const SPANS: Row = { Status: Span, Providers: QueryProvider }
const TABLES: Record<string, Row> = { spans: SPANS, badges: { Status: Badge, Providers: OurProviders } }

function Badge({ id, dueAt }: { readonly id: string; readonly dueAt: number }) {
  const accepted: AcceptedOperation = {
    api: 'conversations',
    operationId: id,
    acceptedAt: dueAt - WAIT_MS,
    nextPollAt: dueAt,
    retryAfterMs: WAIT_MS,
  }
  return <OperationStatusBadge operation={accepted} />
}

function OurProviders({ children }: { readonly children: ReactNode }) {
  return (
    <QueryProvider>
      <OperationsProvider
        client={createOrchestratorClient({
          baseUrl: location.origin,
          minPollMs: 100,
          maxConcurrentPolls: 1_000,
        })}
      >
        {children}
      </OperationsProvider>
    </QueryProvider>
  )
}

/** The best that hand-written code does: it does not poll an operation that has ended. */
function Span({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: ['operation', id],
    queryFn: async (): Promise<string> => {
      const response = await fetch(toUrl(id))
      const { status }: { status: string } = await response.json()
      return status
    },
    initialData: 'PENDING',
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data === 'PENDING' ? WAIT_MS : false),
  })
  return <span>{data}</span>
}

function QueryProvider({ children }: { readonly children: ReactNode }) {
  return <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
}

let leave = () => {}

/** Renders 1,000 rows and lays them out. */
function mount(kind: string): void {
  const { Status, Providers } = TABLES[kind] ?? SPANS
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const dueAt = Date.now() + WAIT_MS
  flushSync(() =>
    root.render(
      <Providers>
        <table>
          <tbody>
            {ids.map((id) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td>
                  <Status id={id} dueAt={dueAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Providers>,
    ),
  )
  container.getBoundingClientRect()
  leave = () => {
    root.unmount()
    container.remove()
  }
}

/** Waits until all rows show that they have completed. */
function update(): Promise<void> {
  // Stops at the first row that is still open, to keep the cost of the check out of the measurement.
  const isOpen = () => {
    for (const { textContent } of document.getElementsByTagName('td')) {
      if (textContent.toLowerCase() !== 'completed') return true
    }
    return false
  }
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isOpen()) return
      clearInterval(timer)
      resolve()
    }, 100)
  })
}

Object.assign(globalThis, { mount, update, leave: () => leave() })
