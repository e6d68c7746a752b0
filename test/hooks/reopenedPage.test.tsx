import { dehydrate, hydrate, onlineManager } from '@tanstack/react-query'
import { act, render, renderHook } from '@testing-library/react'
import { asyncOperationOptions, useAsyncOperation } from 'react-accepted'
import type { AcceptedOperation, OperationRef } from 'react-accepted/client'
import { defineOperation } from 'react-accepted/client'
import { describe, expect, it, vi } from 'vitest'

import { HOUR, START, acceptedNow, createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

const REF = { api: 'default', operationId: '1' }

/** Delivers a response after half a second. */
async function slowly(answer: Response): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve, 500))
  return answer
}

function Seen({ operation, seen }: { operation: AcceptedOperation; seen: string[] }) {
  const { status } = useAsyncOperation(operation)
  seen.push(status)
  return status
}

describe('a page that is opened again', () => {
  it('shows at once an end that arrived after the page was left', async () => {
    const { Wrapper } = createEngine(() => slowly(says('COMPLETED')))
    const accepted = acceptedNow('1')
    const { rerender } = render(<Seen operation={accepted} seen={[]} />, { wrapper: Wrapper })
    await pass(2_100)
    rerender(<p />)
    await pass(5_000)
    const seen: string[] = []
    rerender(<Seen operation={accepted} seen={seen} />)
    await pass(10)
    expect(seen).toEqual(['COMPLETED'])
  })

  it('still shows the end offline, after the cache has dropped it and its former part has asked again', async () => {
    const { Wrapper } = createEngine(() => says('CANCELLED'))
    const accepted = acceptedNow('1')
    const refreshes: (() => Promise<void>)[] = []
    function Shown({ seen }: { seen: string[] }) {
      const operation = useAsyncOperation(accepted)
      seen.push(operation.status)
      refreshes.push(operation.refresh)
      return operation.status
    }
    const before: string[] = []
    const { rerender } = render(<Shown seen={before} />, { wrapper: Wrapper })
    await pass(2_100)
    expect(before.at(-1)).toBe('CANCELLED')
    rerender(<p />)
    onlineManager.setOnline(false)
    await pass(301_000)
    void refreshes.at(-1)?.()
    await pass(10)
    const seen: string[] = []
    rerender(<Shown seen={seen} />)
    await pass(10)
    onlineManager.setOnline(true)
    expect(seen).toEqual(['CANCELLED'])
  })

  it('still shows the end after the cache has dropped it', async () => {
    const { Wrapper } = createEngine(() => says('COMPLETED'))
    const accepted = acceptedNow('1')
    const before: string[] = []
    const { unmount } = render(<Seen operation={accepted} seen={before} />, { wrapper: Wrapper })
    await pass(2_100)
    expect(before.at(-1)).toBe('COMPLETED')
    unmount()
    await pass(301_000)
    const seen: string[] = []
    render(<Seen operation={accepted} seen={seen} />, { wrapper: Wrapper })
    await pass(10)
    expect(seen).toEqual(['COMPLETED'])
  })
})

it('a 202 for an operation that is already shown by its ID updates no state during a render', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { Wrapper } = createEngine(() => slowly(says('PENDING', 5)))
  const accepted = acceptedNow('1')
  function Status({ operation, background }: { operation: OperationRef; background?: boolean }) {
    return useAsyncOperation(operation, background ? { background } : {}).status
  }
  const { rerender } = render(<Status operation="1" />, { wrapper: Wrapper })
  await pass(10)
  rerender(
    <>
      <Status operation="1" />
      <Status operation={accepted} background />
    </>,
  )
  await pass(10)
  expect(complaint).not.toHaveBeenCalled()
  complaint.mockRestore()
})

it('a PENDING written to the cache after a failed first poll causes neither an early poll nor a burst of timers', async () => {
  const refused = () => Response.json({}, { status: 503, headers: { 'retry-after': '60' } })
  const { client, queryClient, Wrapper, times } = createEngine(refused)
  const { queryKey } = asyncOperationOptions(client, '1')
  renderHook(() => useAsyncOperation('1'), { wrapper: Wrapper })
  await pass(100)
  const { pollError: _, ...held } = (await client.check('1')) ?? {}
  const operation = { ...REF, status: 'PENDING' as const, rawStatus: 'PENDING' }
  act(() => {
    queryClient.setQueryData(queryKey, { ...held, nextPollAt: Date.now() - 1, waitMs: 2_000, operation })
  })
  const timers = vi.spyOn(globalThis, 'setInterval')
  await pass(5_000)
  expect(timers.mock.calls.length).toBeLessThan(10)
  timers.mockRestore()
  expect(times()).toEqual([0])
})

describe('a broken store', () => {
  it.each<[string, unknown]>([
    ['a snapshot without its times', { ...REF, wake: 'timer', answersWithoutRetryAfter: 0, failures: 0 }],
    ['a snapshot with null for its times', { ...REF, wake: 'timer', nextPollAt: null, waitMs: null }],
    ['a snapshot with strings for its times', { ...REF, wake: 'timer', nextPollAt: 'soon', waitMs: 'long' }],
    ['a snapshot with an unknown `wake`', { ...REF, wake: 'sometimes', nextPollAt: 0, waitMs: 0 }],
    [
      'a snapshot whose operation is a string',
      { ...REF, wake: 'timer', nextPollAt: 0, waitMs: 0, operation: 'x' },
    ],
    ['a final snapshot without an operation', { ...REF, wake: 'never' }],
  ])('%s neither throws nor stops the polls, and costs one poll', async (_, junk) => {
    const engine = createEngine((__, poll) => says(poll < 2 ? 'PENDING' : 'COMPLETED', 5))
    const key: readonly unknown[] = asyncOperationOptions(engine.client, REF).queryKey
    engine.queryClient.setQueryData(key, junk)
    const { result } = renderHook(() => useAsyncOperation(REF), { wrapper: engine.Wrapper })
    await pass(10_000)
    expect(engine.times()).toEqual([0, 5_000])
    expect(result.current.status).toBe('COMPLETED')
  })

  it.each<[string, unknown]>([
    ['without times', { ...REF, wake: 'timer' }],
    ['with null for its times', { ...REF, wake: 'timer', nextPollAt: null, waitMs: null }],
  ])('a snapshot %s neither hastens nor prevents the first poll of a 202', async (_, junk) => {
    const engine = createEngine(() => says('PENDING', 5))
    const key: readonly unknown[] = asyncOperationOptions(engine.client, REF).queryKey
    engine.queryClient.setQueryData(key, junk)
    const accepted = acceptedNow('1')
    renderHook(() => useAsyncOperation(accepted), { wrapper: engine.Wrapper })
    await pass(6_999)
    expect(engine.times()).toEqual([2_000])
  })
})

it('a snapshot from a server whose clock is an hour ahead is polled again one Retry-After later', async () => {
  const server = createEngine(() => says('PENDING', 5))
  vi.setSystemTime(START + HOUR)
  await server.queryClient.prefetchQuery(asyncOperationOptions(server.client, REF))
  const left = JSON.stringify(dehydrate(server.queryClient))
  const page = createEngine(() => says('PENDING', 5))
  hydrate(page.queryClient, JSON.parse(left))
  renderHook(() => useAsyncOperation(REF), { wrapper: page.Wrapper })
  await pass(9_000)
  expect(page.times()).toEqual([5_000])
})

describe('an operation that this page has just submitted', () => {
  it('costs TanStack Query no fetch before its deadline', async () => {
    const { client, queryClient, Wrapper } = createEngine((id) =>
      id === 'imports'
        ? Response.json({ statusUrl: '/jobs/1' }, { status: 202, headers: { 'retry-after': '1' } })
        : says('COMPLETED'),
    )
    const fetches: unknown[] = []
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'fetch') fetches.push(event.query.queryKey)
    })
    const accepted = await client.submit(
      defineOperation({
        kind: 'job.create',
        version: 1,
        method: 'POST',
        path: () => '/imports',
        takesIdempotencyKey: true,
      }),
      undefined,
    )
    const { result } = renderHook(() => useAsyncOperation(accepted), { wrapper: Wrapper })
    await pass(900)
    expect([result.current.status, fetches]).toEqual(['PENDING', []])
    await pass(200)
    expect([result.current.status, fetches.length]).toEqual(['COMPLETED', 1])
  })
})
