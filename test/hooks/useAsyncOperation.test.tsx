import { focusManager, onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, renderHook, screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import type { UseAsyncOperationResult } from 'react-accepted'
import type { OperationRef } from 'react-accepted/client'
import { createOperationsClient, MissingProviderError } from 'react-accepted/client'
import { checkPolls } from 'react-accepted/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from './harness.tsx'

afterEach(() => {
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

/** Renders the hook, and lists each new result. */
function follow(ref: OperationRef | null, harness: ReturnType<typeof createHarness>) {
  const seen: UseAsyncOperationResult[] = []
  const { unmount, rerender } = renderHook(
    () => {
      const operation = useAsyncOperation(ref)
      if (seen.at(-1) !== operation) seen.push(operation)
      return operation
    },
    { wrapper: harness.Wrapper },
  )
  return { seen, unmount, rerender, last: () => seen.at(-1), words: () => seen.map(({ status }) => status) }
}

describe('an operation', () => {
  it('goes from PENDING to COMPLETED with the ID of the new resource, and is polled only when due', async () => {
    const harness = createHarness({ operationMs: 5_000, retryAfterSeconds: 2 })
    const accepted = await accept(harness.client)
    const { words, last } = follow(accepted, harness)
    await pass(10_000)
    expect(words()).toEqual(['PENDING', 'PENDING', 'COMPLETED'])
    expect(last()).toMatchObject({
      resource: { state: 'found', type: 'configuration', id: accepted.related?.['configurationId'] },
    })
    expect(harness.polls()).toHaveLength(3)
    expect(checkPolls(harness.simulator.log())).toEqual([])
  })

  it('is IDLE without a ref, and sends nothing', async () => {
    const harness = createHarness()
    const { words } = follow(null, harness)
    await pass(60_000)
    expect(words()).toEqual(['IDLE'])
    expect(harness.simulator.log()).toEqual([])
  })

  it('is LOADING until the first response if only its ID is known', async () => {
    const harness = createHarness()
    const { operationId } = await accept(harness.createClient())
    const { words } = follow(operationId, harness)
    await pass(100)
    expect(words()).toEqual(['LOADING', 'PENDING'])
    expect(harness.polls()).toHaveLength(1)
  })

  it('has a reason if it is FAILED', async () => {
    const harness = createHarness()
    harness.simulator.script({
      on: 'configurations.create',
      fault: { kind: 'fail', error: { title: 'Bad request', detail: 'The store is gone.' } },
    })
    const { last } = follow(await accept(harness.client), harness)
    await pass(10_000)
    expect(last()).toMatchObject({
      status: 'FAILED',
      error: { title: 'Bad request', detail: 'The store is gone.' },
    })
  })

  it('finds the ID of its resource by listing if no response contains it', async () => {
    const harness = createHarness({ related: 'none', resourceVisibleAfterMs: 1_500 })
    const { last, seen } = follow(await accept(harness.client), harness)
    await pass(20_000)
    const found = await harness.client.configurations.list()
    expect(seen.map((view) => view.status === 'COMPLETED' && view.resource.state)).toContain('searching')
    expect(last()).toMatchObject({
      status: 'COMPLETED',
      resource: {
        state: 'found',
        id: found.items.find(({ displayName }) => displayName === 'Evening Desk')?.id,
      },
    })
  })

  it('is PENDING if its status is an unknown word', async () => {
    const harness = createHarness()
    harness.simulator.script({ on: 'configurations.create', fault: { kind: 'word', word: 'SIMMERING' } })
    const { last } = follow(await accept(harness.client), harness)
    await pass(3_000)
    expect(last()).toMatchObject({ status: 'PENDING', rawStatus: 'SIMMERING' })
  })
})

describe('a status that cannot be read', () => {
  it('is polled again after a server error, and is never shown as FAILED', async () => {
    const harness = createHarness({ operationMs: 3_000 })
    harness.simulator.script({ on: 'operations.get', times: 2, fault: { kind: 'status', status: 503 } })
    const { words, seen } = follow(await accept(harness.client), harness)
    await pass(20_000)
    expect(seen.map(({ connection }) => connection)).toContain('retrying')
    expect(words()).not.toContain('FAILED')
    expect(words().at(-1)).toBe('COMPLETED')
    expect(checkPolls(harness.simulator.log())).toEqual([])
  })

  it('waits for a sign-in after a 401, and is polled again when the user returns', async () => {
    const harness = createHarness({ operationMs: 1_000 })
    harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 401 } })
    const { last } = follow(await accept(harness.client), harness)
    await pass(60_000)
    expect(harness.polls()).toHaveLength(1)
    expect(last()).toMatchObject({
      status: 'PENDING',
      connection: 'unauthorized',
      pollError: { kind: 'unauthorized', httpStatus: 401 },
    })
    act(() => focusManager.setFocused(false))
    act(() => focusManager.setFocused(true))
    await pass(100)
    expect(last()).toMatchObject({ status: 'COMPLETED', connection: 'ok' })
  })

  it('is polled again through a new client, which may mean a new sign-in', async () => {
    const harness = createHarness({ operationMs: 1_000 })
    harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 401 } })
    const accepted = await accept(harness.client)
    function Page({ client }: { client: typeof harness.client }) {
      return (
        <QueryClientProvider client={harness.queryClient}>
          <OperationsProvider client={client}>
            <Status />
          </OperationsProvider>
        </QueryClientProvider>
      )
    }
    function Status() {
      return <output>{useAsyncOperation(accepted).connection}</output>
    }
    const { rerender } = render(<Page client={harness.client} />)
    await pass(60_000)
    expect(screen.getByRole('status')).toHaveTextContent('unauthorized')
    rerender(<Page client={harness.createClient()} />)
    await pass(100)
    expect(screen.getByRole('status')).toHaveTextContent('ok')
    expect(harness.polls()).toHaveLength(2)
  })

  it('is UNAVAILABLE after a 410, until a later response revives it', async () => {
    const harness = createHarness({ operationMs: 600_000 })
    harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 410 } })
    const { last } = follow(await accept(harness.client), harness)
    await pass(60_000)
    expect(last()).toMatchObject({ status: 'UNAVAILABLE', pollError: { kind: 'gone' } })
    expect(harness.polls()).toHaveLength(1)
    await act(async () => last()?.refresh())
    expect(last()).toMatchObject({ status: 'PENDING', pollError: undefined })
  })

  it('is still PENDING after a 404 soon after the 202, and UNAVAILABLE after a later one', async () => {
    const harness = createHarness({ operationMs: 600_000 })
    const rule = { on: 'operations.get', times: 'always', fault: { kind: 'status', status: 404 } } as const
    const takeBack = harness.simulator.script(rule)
    const { last } = follow(await accept(harness.client), harness)
    await pass(30_000)
    expect(last()).toMatchObject({ status: 'PENDING', connection: 'retrying' })
    await pass(90_000)
    expect(last()).toMatchObject({ status: 'UNAVAILABLE', pollError: { kind: 'notFound' } })
    takeBack()
  })

  it('is refused before a request leaves if its URL is on a foreign host', async () => {
    const harness = createHarness()
    const { last } = follow(
      { statusUrl: 'https://evil.example/v2/ControlPlane/Operations/proc_job_1' },
      harness,
    )
    await pass(60_000)
    expect(last()).toMatchObject({ status: 'UNAVAILABLE', pollError: { kind: 'untrusted' } })
    expect(harness.simulator.log()).toEqual([])
  })

  it('shows offline while the browser has no network, and catches up when the network is back', async () => {
    const harness = createHarness({ operationMs: 3_000 })
    const { last } = follow(await accept(harness.client), harness)
    act(() => onlineManager.setOnline(false))
    await pass(30_000)
    expect(last()).toMatchObject({ status: 'PENDING', connection: 'offline' })
    expect(harness.polls()).toEqual([])
    act(() => onlineManager.setOnline(true))
    await pass(100)
    expect(last()).toMatchObject({ status: 'COMPLETED', connection: 'ok' })
  })

  it.each([
    'http://localhost:4010',
    'http://LOCALHOST',
    'http://api.localhost:4010',
    'http://127.0.0.1:4010',
    'https://127.8.0.1',
    'http://[::1]:4010',
    // The page of these tests is on localhost.
    '/',
  ])('is polled from an API on this machine while the browser has no network: %s', async (baseUrl) => {
    const simulator = createSimulator({ seed: 'demo', operationMs: 3_000, clock: () => Date.now() })
    const fetch: typeof globalThis.fetch = (url, init) =>
      simulator.fetch(new URL(url instanceof Request ? url.url : url, document.baseURI), init)
    const harness = createHarness({}, { baseUrl, fetch })
    const { last, words } = follow(await accept(harness.client), harness)
    act(() => onlineManager.setOnline(false))
    await pass(1_000)
    expect(last()).toMatchObject({ status: 'PENDING', connection: 'ok' })
    await pass(10_000)
    expect(words().at(-1)).toBe('COMPLETED')
    expect(checkPolls(simulator.log())).toEqual([])
  })

  it.each([
    'https://localhost.example',
    'https://my-localhost',
    'https://127.example',
    'https://a.localhost.example',
  ])('waits for the network if the API’s name only looks like this machine: %s', async (baseUrl) => {
    const harness = createHarness({ operationMs: 3_000 }, { baseUrl })
    const { last } = follow(await accept(harness.client), harness)
    act(() => onlineManager.setOnline(false))
    await pass(30_000)
    expect(last()).toMatchObject({ status: 'PENDING', connection: 'offline' })
  })

  it('is polled even offline if the application’s networkMode is always', async () => {
    const harness = createHarness({ operationMs: 3_000 })
    harness.queryClient.setDefaultOptions({ queries: { networkMode: 'always' } })
    const { last } = follow(await accept(harness.client), harness)
    act(() => onlineManager.setOnline(false))
    await pass(1_000)
    expect(last()).toMatchObject({ status: 'PENDING', connection: 'ok' })
    await pass(30_000)
    expect(last()).toMatchObject({ status: 'COMPLETED', connection: 'ok' })
  })
})

describe('polling', () => {
  it('keeps its pace with 50 observers that render every 20 ms, flip focus, invalidate and refetch', async () => {
    const harness = createHarness({ operationMs: 60_000, retryAfterSeconds: 2 })
    const accepted = await accept(harness.client)
    function Observers({ count }: { count: number }) {
      return Array.from({ length: 50 }, (_, index) => <Observer key={index} count={count} />)
    }
    function Observer({ count }: { count: number }) {
      const { status } = useAsyncOperation(accepted)
      return <span data-count={count}>{status}</span>
    }
    const { rerender } = render(<Observers count={0} />, { wrapper: harness.Wrapper })
    for (let count = 1; count <= 500; count += 1) {
      rerender(<Observers count={count} />)
      await pass(20)
      if (count % 7 === 0) act(() => focusManager.setFocused(count % 2 === 0))
      if (count % 11 === 0) await act(() => harness.queryClient.invalidateQueries())
      if (count % 13 === 0) await act(() => harness.queryClient.refetchQueries())
    }
    act(() => focusManager.setFocused(true))
    await pass(100)
    expect(checkPolls(harness.simulator.log())).toEqual([])
    expect(harness.polls().length).toBeGreaterThanOrEqual(4)
    expect(harness.polls().length).toBeLessThanOrEqual(5)
  })

  it('causes no render when a poll brings nothing new', async () => {
    const harness = createHarness({ operationMs: 600_000, retryAfterSeconds: 1 })
    const accepted = await accept(harness.client)
    let renders = 0
    function Observer() {
      return <span>{useAsyncOperation(accepted).status}</span>
    }
    render(
      <Profiler id="observer" onRender={() => (renders += 1)}>
        <Observer />
      </Profiler>,
      { wrapper: harness.Wrapper },
    )
    await pass(2_500)
    const before = renders
    await pass(60_000)
    expect(harness.polls().length).toBeGreaterThan(50)
    expect(renders).toBe(before)
  })

  it('stops while the tab is hidden, and catches up on return', async () => {
    const harness = createHarness({ operationMs: 600_000, retryAfterSeconds: 2 })
    follow(await accept(harness.client), harness)
    act(() => focusManager.setFocused(false))
    await pass(60_000)
    expect(harness.polls()).toHaveLength(0)
    act(() => focusManager.setFocused(true))
    await pass(0)
    expect(harness.polls()).toHaveLength(1)
  })

  it('ends with the last observer and leaves no timer', async () => {
    const harness = createHarness({ operationMs: 600_000 })
    const accepted = await accept(harness.client)
    const { unmount } = follow(accepted, harness)
    await pass(5_000)
    unmount()
    harness.queryClient.clear()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('sends one request under StrictMode', async () => {
    const harness = createHarness()
    const { operationId } = await accept(harness.createClient())
    renderHook(() => useAsyncOperation(operationId), {
      wrapper: ({ children }) => (
        <StrictMode>
          <harness.Wrapper>{children}</harness.Wrapper>
        </StrictMode>
      ),
    })
    await pass(100)
    expect(harness.polls()).toHaveLength(1)
  })

  it('reports a stuck operation the moment it becomes stuck, and slows down', async () => {
    const harness = createHarness({ retryAfterSeconds: 2 }, { stuckAfterMs: 61_000 })
    harness.simulator.script({ on: 'configurations.create', fault: { kind: 'stuck' } })
    const { last } = follow(await accept(harness.client), harness)
    await pass(60_900)
    expect(last()).toMatchObject({ isStuck: false })
    await pass(200)
    expect(last()).toMatchObject({ status: 'PENDING', isStuck: true })
    const before = harness.polls().length
    await pass(90_000)
    expect(harness.polls().length - before).toBeLessThanOrEqual(4)
  })
})

describe('a missing provider', () => {
  it('throws an error that names the provider and says how to fix it', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const client = createOperationsClient({ baseUrl: 'https://api.test' })
    expect(() => renderHook(() => useAsyncOperation('/jobs/1'))).toThrow(MissingProviderError)
    expect(() => renderHook(() => useAsyncOperation('/jobs/1'))).toThrow(
      /must be inside <OperationsProvider>/,
    )
    expect(() => render(<OperationsProvider client={client} />)).toThrow(/use QueryClientProvider to set one/)
  })

  it('is not reported for children that use no hook', () => {
    render(
      <QueryClientProvider client={new QueryClient()}>
        <OperationsProvider client={createOperationsClient({ baseUrl: 'https://api.test' })}>
          fine
        </OperationsProvider>
      </QueryClientProvider>,
    )
    expect(screen.getByText('fine')).toBeVisible()
  })
})
