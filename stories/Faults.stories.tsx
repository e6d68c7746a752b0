import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import type { AcceptedOperation, OperationsClient } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'

const meta = {
  title: 'Journey/Faults',
  // A page for a test, not for the sidebar.
  tags: ['!dev', '!autodocs', '!test'],
} satisfies Meta

export default meta

/** What the address says after `#`: which server to ask, and how. */
interface Setup {
  baseUrl: string
  operationId: string
  /** Where this page's clock begins, epoch ms. */
  now: number
  /** Whatever the server asks for, the page waits for this long. */
  pollMs: number
  acceptedAgoMs: number
  requestTimeoutMs: number
}

/** Watches the one operation that the address names, and lists every view of it. A new address is a new client. */
export const Watch: StoryObj<typeof meta> = { render: () => <Page /> }

function Page() {
  const hash = useSyncExternalStore(subscribeToHash, readHash)
  if (hash) return <World key={hash} setup={JSON.parse(hash) as Setup} />
  return <p>The tests of faults open this page, with a server to ask behind the # of its address.</p>
}

function World({ setup }: { setup: Setup }) {
  const [{ client, queryClient, accepted }] = useState(() => createWorld(setup))
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client}>
        <Views client={client} of={accepted} baseUrl={setup.baseUrl} />
      </OperationsProvider>
    </QueryClientProvider>
  )
}

interface ViewsProps {
  client: OperationsClient
  of: AcceptedOperation
  baseUrl: string
}

function Views({ client, of, baseUrl }: ViewsProps) {
  const { refresh, ...view } = useAsyncOperation(of)
  const [list, setList] = useState<HTMLOListElement | null>(null)
  const json = JSON.stringify(view)
  useLayoutEffect(() => {
    if (!list || list.lastElementChild?.textContent === json) return
    const item = document.createElement('li')
    item.dataset['retryAfterMs'] = String(client.peek(of)?.serverRetryAfterMs ?? '')
    item.textContent = json
    list.append(item)
  }, [client, of, list, json])
  return (
    <>
      <button type="button" onClick={() => void refresh()}>
        Look again
      </button>
      <ol ref={setList} aria-label={baseUrl} />
    </>
  )
}

function createWorld({ baseUrl, operationId, now, pollMs, acceptedAgoMs, requestTimeoutMs }: Setup) {
  const begin = performance.now()
  const client = createOperationsClient({
    baseUrl,
    operationPath: '/operations/{operationId}',
    statusWords: { Succeeded: 'COMPLETED' },
    requestTimeoutMs,
    now: () => now + performance.now() - begin,
    minPollMs: pollMs,
    maxRetryAfterMs: pollMs,
  })
  const accepted = { api: 'default', operationId, acceptedAt: now - acceptedAgoMs, nextPollAt: now }
  return { client, queryClient: new QueryClient(), accepted }
}

function subscribeToHash(listener: () => void) {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

function readHash(): string {
  return decodeURIComponent(location.hash.slice(1))
}
