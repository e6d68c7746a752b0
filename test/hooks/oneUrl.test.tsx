import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import {
  OperationDetails,
  OperationsProvider,
  useAsyncOperation,
  useOperations,
  useSubmitOperation,
} from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { toSupportBundle } from '../../src/components/operation/operationNotices.tsx'
import { START } from './createEngine.tsx'

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
  sessionStorage.clear()
})

const startExport = defineOperation({
  kind: 'export.start',
  version: 1,
  method: 'POST',
  path: () => '/exports',
  body: (input: { month: number }) => input,
  takesIdempotencyKey: true,
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** An API that runs one export at a time, for three seconds each, with one status URL for all. */
function createWorld() {
  let startedAt = 0
  let count = 0
  const polls: number[] = []
  const fetch: typeof globalThis.fetch = (_, init) => {
    if (init?.method === 'POST') {
      startedAt = Date.now()
      count += 1
      const headers = { location: '/exports/current?code=secret', 'retry-after': '2' }
      return Promise.resolve(Response.json({}, { status: 202, headers }))
    }
    polls.push(Date.now())
    const isDone = Date.now() - startedAt >= 3_000
    const body = {
      status: isDone ? 'COMPLETED' : 'RUNNING',
      result: isDone ? { id: `export-${count}` } : null,
    }
    return Promise.resolve(Response.json(body, { headers: { 'retry-after': '2' } }))
  }
  const onSettled =
    vi.fn<
      (
        operation: { operation?: { resultId?: string } | undefined },
        accepted: { idempotencyKey?: string },
      ) => void
    >()
  /** Opens a new page that uses the same storage. */
  function openPage() {
    const client = createOperationsClient({
      baseUrl: 'https://api.test',
      fetch,
      random: () => 0,
      endpoints: [startExport],
    })
    const queryClient = new QueryClient()
    const Wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} scope="AC1" onSettled={onSettled}>
          {children}
        </OperationsProvider>
      </QueryClientProvider>
    )
    const hook = renderHook(() => ({ form: useSubmitOperation(startExport), list: useOperations() }), {
      wrapper: Wrapper,
    })
    const submit = (month: number) =>
      act(async () => {
        void hook.result.current.form.submit({ month })
        await vi.advanceTimersByTimeAsync(0)
      })
    return { ...hook, Wrapper, submit }
  }
  return { polls, onSettled, openPage }
}

it('a second operation with the same status URL is PENDING first, and then shows its own end', async () => {
  const { polls, onSettled, openPage } = createWorld()
  const { result, submit } = openPage()
  await pass(0)
  await submit(1)
  await pass(4_000)
  expect(result.current.form.operation).toMatchObject({
    status: 'COMPLETED',
    operation: { resultId: 'export-1' },
  })
  const before = polls.length

  await submit(2)
  expect(result.current.form.operation).toMatchObject({ status: 'PENDING' })
  await pass(2_500)
  expect(result.current.form.operation).toMatchObject({ status: 'PENDING', rawStatus: 'RUNNING' })
  await pass(2_000)
  expect(result.current.form.operation).toMatchObject({
    status: 'COMPLETED',
    operation: { resultId: 'export-2' },
  })
  expect(polls.length - before).toBe(2)
  expect(onSettled.mock.calls.map(([{ operation }]) => operation?.resultId)).toEqual(['export-1', 'export-2'])
  expect(result.current.list.operations).toHaveLength(2)
})

it('a second operation is PENDING first after a reload too, when only the store knows the first', async () => {
  const { onSettled, openPage } = createWorld()
  const first = openPage()
  await pass(0)
  await first.submit(1)
  await pass(6_000)
  first.unmount()

  const { result, submit } = openPage()
  await pass(0)
  await submit(2)
  expect(result.current.form.operation).toMatchObject({ status: 'PENDING' })
  await pass(5_000)
  expect(result.current.form.operation).toMatchObject({
    status: 'COMPLETED',
    operation: { resultId: 'export-2' },
  })
  expect(onSettled).toHaveBeenCalledTimes(2)
  expect(result.current.list.operations).toHaveLength(2)
})

it('both operations are reported once and listed if the second starts before the end of the first is read', async () => {
  const { onSettled, openPage } = createWorld()
  const first = openPage()
  await pass(0)
  await first.submit(1)
  const second = openPage()
  await pass(500)
  await second.submit(2)
  await pass(8_000)
  const keys = [second, first].map(({ result }) => result.current.form.accepted?.idempotencyKey)
  const third = openPage()
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: null })))
  await pass(500)
  for (const { result } of [first, second, third]) {
    expect(result.current.list.operations.map(({ accepted }) => accepted.idempotencyKey)).toEqual(keys)
  }
  expect(new Set(onSettled.mock.calls.map(([, { idempotencyKey }]) => idempotencyKey))).toEqual(new Set(keys))
  expect(onSettled).toHaveBeenCalledTimes(2)
})

it('both operations are listed if the page also shows the status URL itself', async () => {
  const { openPage } = createWorld()
  const earlier = openPage()
  await pass(0)
  await earlier.submit(1)
  earlier.unmount()
  const page = openPage()
  renderHook(() => useAsyncOperation('/exports/current?code=secret'), { wrapper: page.Wrapper })
  await pass(2_500)
  await page.submit(2)
  await pass(500)
  expect(page.result.current.list.operations).toHaveLength(2)
  await pass(8_000)
  const next = openPage()
  await pass(0)
  expect(next.result.current.list.operations).toHaveLength(2)
})

it('neither the suffix that tells the two apart nor the secret in the URL is shown', async () => {
  const { openPage } = createWorld()
  const { result, submit, Wrapper } = openPage()
  await pass(0)
  await submit(1)
  await pass(4_000)
  await submit(2)
  await pass(5_000)
  const { accepted, operation } = result.current.form
  expect(accepted?.operationId).toContain('#')
  render(<OperationDetails operation={accepted} />, { wrapper: Wrapper })
  await pass(0)
  expect(document.body.textContent).toContain('/exports/current')
  const shown = `${document.body.textContent} ${toSupportBundle(operation, START)}`
  expect(shown).toContain('Operation ID: /exports/current\n')
  expect(shown).not.toContain('#')
  for (const secret of ['code=', accepted?.idempotencyKey ?? 'a key'])
    expect(shown + document.body.innerHTML).not.toContain(secret)
})

it('the second end is reported too if the first operation was dismissed before', async () => {
  const { onSettled, openPage } = createWorld()
  const { result, submit } = openPage()
  await pass(0)
  await submit(1)
  await pass(4_000)
  const first = result.current.list.operations[0]?.accepted
  act(() => first && result.current.list.dismiss(first))
  await pass(0)
  expect(result.current.list.operations).toEqual([])

  await submit(2)
  await pass(5_000)
  expect(onSettled.mock.calls.map(([{ operation }]) => operation?.resultId)).toEqual(['export-1', 'export-2'])
  expect(result.current.list.operations).toHaveLength(1)
})
