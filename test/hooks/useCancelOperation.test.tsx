import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import {
  OperationDetails,
  OperationsProvider,
  OperationsTray,
  OperationStatusBadge,
  useAsyncOperation,
  useCancelOperation,
  useOperations,
} from 'react-accepted'
import { createOperationsClient, jobDialect } from 'react-accepted/client'
import type { OperationsClientOptions } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { START, acceptedNow } from './createEngine.tsx'
import { pass } from './harness.tsx'

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** An API of jobs: each poll takes two seconds to come due, and a cancelled job ends at the second poll after. */
function createJobs() {
  const jobs = {
    /** What a request to cancel is answered with. */
    answer: () => Promise.resolve(new Response(null, { status: 204 })),
    /** How a job ends that the server has agreed to cancel. */
    end: 'canceled',
    /** How long a poll takes to be answered, in ms. The job is read before that. */
    pollMs: 0,
    /** Whether the server has forgotten the job. */
    isGone: false,
    cancels: 0,
    polls: 0,
    /** Polls since the server agreed. */
    since: -1,
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (init?.method === 'POST') {
      if (!/^\/jobs\/\w+\/cancel$/.test(url.pathname)) return new Response(null, { status: 404 })
      jobs.cancels += 1
      const answer = await jobs.answer()
      if (answer.ok) jobs.since = 0
      return answer
    }
    jobs.polls += 1
    if (jobs.isGone) return new Response(null, { status: 410 })
    if (jobs.since >= 0) jobs.since += 1
    const body = { status: jobs.since >= 2 ? jobs.end : 'running' }
    if (jobs.pollMs > 0) await new Promise((resolve) => setTimeout(resolve, jobs.pollMs))
    return Response.json(body, { headers: { 'retry-after': '2' } })
  }
  const createClient = (options: Partial<OperationsClientOptions> = {}) =>
    createOperationsClient({
      baseUrl: 'https://api.test',
      operationPath: '/jobs/{operationId}',
      dialect: jobDialect({ cancel: { suffix: '/cancel' } }),
      fetch,
      random: () => 0,
      ...options,
    })
  return { jobs, createClient }
}

/** A page of its own, with or without a scope. */
function createPage(client: ReturnType<typeof createOperationsClient>, scope?: string) {
  const queryClient = new QueryClient()
  return function Page({ children }: { children: ReactNode }) {
    return (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} {...(scope !== undefined && { scope })}>
          {children}
        </OperationsProvider>
      </QueryClientProvider>
    )
  }
}

function useBoth(id: string | null) {
  return { operation: useAsyncOperation(id), cancellation: useCancelOperation(id) }
}

describe('a cancelled operation', () => {
  it.each([
    ['canceled', 'CANCELLED'],
    ['done', 'COMPLETED'],
    ['failed', 'FAILED'],
  ])('is watched on, and may end as %s', async (end, status) => {
    const { jobs, createClient } = createJobs()
    jobs.end = end
    const { result } = renderHook(() => useBoth('a'), { wrapper: createPage(createClient()) })
    await pass(2_000)
    expect(result.current.cancellation).toMatchObject({ canCancel: true, isCancelling: false })
    await act(async () => result.current.cancellation.cancel())
    expect(result.current.cancellation).toMatchObject({
      canCancel: false,
      isCancelling: true,
      error: undefined,
    })
    expect(result.current.operation.status).toBe('PENDING')
    await pass(2_000)
    expect(result.current.cancellation.isCancelling).toBe(true)
    await pass(2_000)
    expect(result.current.operation.status).toBe(status)
    expect(result.current.cancellation).toMatchObject({ canCancel: false, isCancelling: false })
    expect(jobs).toMatchObject({ cancels: 1, polls: 4 })
  })

  it('stays so if the response to an earlier poll arrives after the server has agreed', async () => {
    const { jobs, createClient } = createJobs()
    const { result } = renderHook(() => useBoth('a'), { wrapper: createPage(createClient()) })
    await pass(2_000)
    jobs.pollMs = 1_000
    await pass(2_500)
    await act(async () => result.current.cancellation.cancel())
    expect(result.current.cancellation.isCancelling).toBe(true)
    await pass(1_000)
    expect(jobs.polls).toBe(3)
    expect(result.current.cancellation.isCancelling).toBe(true)
  })

  it('is asked once, however often the user clicks', async () => {
    const { jobs, createClient } = createJobs()
    jobs.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      return new Response(null, { status: 202 })
    }
    const { result } = renderHook(() => useBoth('a'), { wrapper: createPage(createClient()) })
    await pass(2_000)
    act(() => {
      void result.current.cancellation.cancel()
      void result.current.cancellation.cancel()
    })
    expect(result.current.cancellation).toMatchObject({ isSending: true, canCancel: false })
    await pass(500)
    await act(async () => result.current.cancellation.cancel())
    expect(jobs.cancels).toBe(1)
  })

  it.each([
    ['without a scope', undefined],
    ['in a scope', 'mara'],
  ])('is still shown as being cancelled after a reload, and is not asked again: %s', async (_, scope) => {
    const { jobs, createClient } = createJobs()
    const usePage = () => {
      const list = useOperations()
      const [first] = list.operations
      return { ...list, ...useBoth(first ? 'a' : null) }
    }
    const first = renderHook(usePage, { wrapper: createPage(createClient(), scope) })
    await pass(100)
    act(() => first.result.current.watch(acceptedNow('a')))
    await pass(2_000)
    await act(async () => first.result.current.cancellation.cancel())
    await pass(100)
    first.unmount()
    const second = renderHook(usePage, { wrapper: createPage(createClient(), scope) })
    await pass(500)
    expect(second.result.current.cancellation).toMatchObject({ isCancelling: true, canCancel: false })
    await act(async () => second.result.current.cancellation.cancel())
    expect(jobs).toMatchObject({ cancels: 1, polls: 2, since: 1 })
    await pass(2_000)
    expect(second.result.current.operation.status).toBe('CANCELLED')
  })

  it('is not offered to be cancelled again if its status cannot be read any more', async () => {
    const { jobs, createClient } = createJobs()
    const { result } = renderHook(() => useBoth('a'), { wrapper: createPage(createClient()) })
    await pass(2_000)
    await act(async () => result.current.cancellation.cancel())
    jobs.isGone = true
    await pass(120_000)
    expect(result.current.operation.status).toBe('UNAVAILABLE')
    expect(result.current.cancellation).toMatchObject({ canCancel: false, isCancelling: false })
  })

  it('is forgotten by a sign-out', async () => {
    const { createClient } = createJobs()
    const usePage = () => ({ ...useOperations(), ...useBoth('a') })
    const { result } = renderHook(usePage, { wrapper: createPage(createClient(), 'mara') })
    await pass(100)
    act(() => result.current.watch(acceptedNow('a')))
    await pass(2_000)
    await act(async () => result.current.cancellation.cancel())
    await act(async () => result.current.clear())
    await pass(2_000)
    expect(result.current.cancellation.isCancelling).toBe(false)
  })
})

it('nothing is kept of a response that arrives after a sign-out', async () => {
  const { jobs, createClient } = createJobs()
  jobs.answer = async () => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    return new Response(null, { status: 204 })
  }
  const client = createClient()
  const usePage = () => ({ ...useOperations(), cancellation: useCancelOperation('a') })
  const { result, rerender } = renderHook(usePage, { wrapper: createPage(client, 'mara') })
  await pass(100)
  act(() => result.current.watch(acceptedNow('a')))
  await pass(2_000)
  act(() => void result.current.cancellation.cancel())
  await act(async () => result.current.clear())
  const stored = () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])
  await pass(600)
  rerender()
  expect(jobs.cancels).toBe(1)
  const { isCancelling, isSending, error } = result.current.cancellation
  expect({ isCancelling, isSending, error }).toEqual({
    isCancelling: false,
    isSending: false,
    error: undefined,
  })
  // The next user may watch an operation of the same name.
  act(() => result.current.watch(acceptedNow('a')))
  await pass(100)
  expect(result.current.cancellation.error).toBeUndefined()
  expect(stored()).not.toContain('isCancelling')
  await pass(5_000)
  expect(client.peek('a')?.operation).not.toHaveProperty('isCancelling')
})

describe('a refusal', () => {
  it('says why, and the user can try again', async () => {
    const { jobs, createClient } = createJobs()
    jobs.answer = () =>
      Promise.resolve(Response.json({ title: 'Conflict', detail: 'It is being written.' }, { status: 409 }))
    const { result } = renderHook(() => useBoth('a'), { wrapper: createPage(createClient()) })
    await pass(2_000)
    await act(async () => result.current.cancellation.cancel())
    expect(result.current.cancellation).toMatchObject({
      canCancel: true,
      isCancelling: false,
      isSending: false,
    })
    expect(result.current.cancellation.error?.failure).toMatchObject({ kind: 'refused', httpStatus: 409 })
    expect(result.current.operation.status).toBe('PENDING')
    jobs.answer = () => Promise.resolve(new Response(null, { status: 204 }))
    await act(async () => result.current.cancellation.cancel())
    expect(result.current.cancellation).toMatchObject({ isCancelling: true, error: undefined })
    expect(jobs.cancels).toBe(2)
  })

  it('is told if the network fails, and does not claim that the operation goes on', async () => {
    const { jobs, createClient } = createJobs()
    jobs.answer = () => Promise.reject(new TypeError('Failed to fetch'))
    const { result } = renderHook(() => useBoth('a'), { wrapper: createPage(createClient()) })
    await pass(2_000)
    await act(async () => result.current.cancellation.cancel())
    expect(result.current.cancellation.error?.failure.kind).toBe('network')
    expect(result.current.cancellation.canCancel).toBe(true)
  })

  it('of one operation is not shown for another', async () => {
    const { jobs, createClient } = createJobs()
    jobs.answer = () => Promise.resolve(new Response(null, { status: 409 }))
    const wrapper = createPage(createClient())
    const { result, rerender } = renderHook(({ id }) => useBoth(id), { wrapper, initialProps: { id: 'a' } })
    await pass(2_000)
    await act(async () => result.current.cancellation.cancel())
    expect(result.current.cancellation.error).toBeDefined()
    rerender({ id: 'b' })
    await pass(2_000)
    expect(result.current.cancellation).toMatchObject({ error: undefined, canCancel: true })
  })
})

describe('components', () => {
  const badge = (container: HTMLElement) => container.querySelector('[data-part="badge"]')

  it('offer it in the details, say that it is being cancelled, and how it ended', async () => {
    const { createClient } = createJobs()
    const accepted = acceptedNow('a')
    const { container } = render(
      <>
        <OperationStatusBadge operation={accepted} />
        <OperationDetails operation={accepted} />
      </>,
      { wrapper: createPage(createClient()) },
    )
    await pass(2_000)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel operation' }))
    await pass(0)
    expect(badge(container)).toHaveTextContent('Cancelling…')
    expect(badge(container)).toHaveAttribute('data-cancelling', 'true')
    expect(screen.queryByRole('button', { name: 'Cancel operation' })).toBeNull()
    await pass(4_000)
    expect(badge(container)).toHaveTextContent(/^Cancelled$/)
  })

  it('show a refusal in the details', async () => {
    const { jobs, createClient } = createJobs()
    jobs.answer = () =>
      Promise.resolve(Response.json({ title: 'Conflict', detail: 'It is being written.' }, { status: 409 }))
    render(<OperationDetails operation={acceptedNow('a')} />, { wrapper: createPage(createClient()) })
    await pass(2_000)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel operation' }))
    await pass(0)
    expect(screen.getByText('It was not cancelled')).toBeVisible()
    expect(screen.getByText('It is being written.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Cancel operation' })).toBeVisible()
  })

  it('offer it in the tray, beside "Stop watching"', async () => {
    const { jobs, createClient } = createJobs()
    const accepted = { ...acceptedNow('a'), label: 'Export' }
    function Adding() {
      const { watch } = useOperations()
      return (
        <button type="button" onClick={() => watch(accepted)}>
          Add
        </button>
      )
    }
    render(
      <>
        <Adding />
        <OperationsTray />
      </>,
      { wrapper: createPage(createClient()) },
    )
    fireEvent.click(screen.getByText('Add'))
    await pass(2_000)
    expect(screen.getByRole('button', { name: 'Stop watching Export' })).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Cancel operation Export' }))
    await pass(0)
    expect(screen.getByRole('listitem')).toHaveTextContent('Cancelling…')
    expect(jobs.cancels).toBe(1)
  })

  it('offer nothing if the API cannot cancel', async () => {
    const { createClient } = createJobs()
    const client = createClient({ dialect: jobDialect() })
    render(<OperationDetails operation={acceptedNow('a')} />, { wrapper: createPage(client) })
    await pass(2_000)
    expect(screen.queryByRole('button', { name: 'Cancel operation' })).toBeNull()
  })
})
