import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import type { AcceptedOperation, OperationsClient } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'

const meta = {
  title: 'Journey/Faults',
  // A page for tests, hidden in the sidebar.
  tags: ['!dev', '!autodocs', '!test'],
} satisfies Meta

export default meta

/** The settings after `#` in the URL: which server to poll, and how. */
interface Setup {
  baseUrl: string
  operationId: string
  /** Start of this page's clock, in epoch ms. */
  now: number
  /** The page polls at this interval, whatever `Retry-After` says. */
  pollMs: number
  acceptedAgoMs: number
  requestTimeoutMs: number
}

/** Watches the operation from the URL and lists every state that it shows. A new URL creates a new client. */
export const Watch: StoryObj<typeof meta> = { render: () => <Page /> }

function Page() {
  const hash = useSyncExternalStore(subscribeToHash, readHash)
  if (hash) return <World key={hash} setup={JSON.parse(hash) as Setup} />
  return <p>The fault tests open this page, with the server to poll after the # in its URL.</p>
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
