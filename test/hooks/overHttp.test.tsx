import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { focusManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { toNodeListener } from 'react-accepted/server'
import { checkPolls } from 'react-accepted/simulator'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const simulator = createSimulator({ seed: 'demo', retryAfterSeconds: 60, operationMs: 90_000 })
let clock = Date.now()
const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: { username: 'SK0', password: 'secret' },
  authorize: () => Promise.resolve({ scope: 'tests' }),
  upstream: {
    conversations: 'https://conversations.simulator.test',
    memory: 'https://memory.simulator.test',
  },
  fetch: simulator.fetch,
  now: () => clock,
})
const server = createServer(toNodeListener(proxy))
let baseUrl = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  baseUrl = `http://127.0.0.1:${port}/api/twilio`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
afterEach(() => focusManager.setFocused(undefined))

describe('over HTTP, before Retry-After has passed', () => {
  it('invalidate, refetch, focus, remount, refresh() and the page itself send nothing; afterwards, one poll', async () => {
    const client = createOrchestratorClient({ baseUrl, now: () => clock })
    const { items } = await client.memoryStores.list()
    const accepted = await client.configurations.create({
      displayName: 'Over HTTP',
      description: 'Sent through the proxy',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: items[0] ?? '',
    })
    const queryClient = new QueryClient()
    function Operation({ of }: { of: AcceptedOperation }) {
      const operation = useAsyncOperation(of)
      return (
        <button type="button" onClick={() => void operation.refresh()}>
          {operation.status}
        </button>
      )
    }
    function Page() {
      return (
        <QueryClientProvider client={queryClient}>
          <OperationsProvider client={client}>
            <Operation of={accepted} />
          </OperationsProvider>
        </QueryClientProvider>
      )
    }
    const everythingThatCouldAsk = async () => {
      await act(() => queryClient.invalidateQueries())
      await act(() => queryClient.refetchQueries())
      act(() => focusManager.setFocused(false))
      act(() => focusManager.setFocused(true))
      await act(async () => screen.getByRole('button').click())
    }
    const polls = () => simulator.log().filter(({ call }) => call === 'operations.get').length

    const { unmount } = render(<Page />)
    await everythingThatCouldAsk()
    unmount()
    render(<Page />)
    await everythingThatCouldAsk()
    expect(polls()).toBe(0)

    clock += 60_000
    simulator.advance(60_000)
    await everythingThatCouldAsk()
    await waitFor(() => expect(polls()).toBe(1))

    clock += 60_000
    simulator.advance(60_000)
    await everythingThatCouldAsk()
    await waitFor(() => expect(screen.getByRole('button')).toHaveTextContent('COMPLETED'))
    expect(polls()).toBe(2)
    expect(checkPolls(simulator.log())).toEqual([])
  })
})
