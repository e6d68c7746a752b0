import { QueryClient, dehydrate, hydrate } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { asyncOperationOptions, useAsyncOperation } from 'react-accepted'
import { describe, expect, it, vi } from 'vitest'

import { HOUR, START, acceptedNow, createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

/** The first poll comes within one Retry-After, even if the clocks differ. */
const SOON_MS = 5_000
const REF = { api: 'default', operationId: '1' }

/** What a server or an earlier page leaves behind: its cache as JSON, after one poll at `at` by its clock. */
async function leaveBehind(at: number, answer: () => Response) {
  const { createClient } = createEngine(answer)
  vi.setSystemTime(at)
  const client = createClient({ fetch: () => Promise.resolve(answer()) })
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(asyncOperationOptions(client, REF))
  return JSON.stringify(dehydrate(queryClient))
}

/** Puts data of any shape into the cache, as a store may do. */
function putIn({ client, queryClient }: ReturnType<typeof createEngine>, data: unknown) {
  const key: readonly unknown[] = asyncOperationOptions(client, REF).queryKey
  queryClient.setQueryData(key, data)
}

/** Opens a page that restores the cache. */
function follow(left: string, answer: () => Response = () => says('PENDING', 5)) {
  const engine = createEngine(answer)
  hydrate(engine.queryClient, JSON.parse(left))
  const hook = renderHook(() => useAsyncOperation(REF), { wrapper: engine.Wrapper })
  return { ...engine, ...hook }
}

describe('a PENDING from a server', () => {
  it('is polled one Retry-After later, and so on, if the clocks agree', async () => {
    const left = await leaveBehind(START, () => says('PENDING', 5))
    const { result, times } = follow(left)
    expect(result.current.status).toBe('PENDING')
    await pass(14_999)
    expect(times()).toEqual([5_000, 10_000])
  })

  // A server clock that is an hour behind looks the same as a page that took an hour to arrive.
  it.each([
    ['ahead', HOUR],
    ['a day ahead', 24 * HOUR],
    ['behind', -HOUR],
  ])('is polled soon, neither too often nor too rarely, if the server’s clock is %s', async (_, offMs) => {
    const left = await leaveBehind(START + offMs, () => says('PENDING', 5))
    const { times } = follow(left)
    await pass(180_000)
    const gaps = times().map((time, index) => time - (times()[index - 1] ?? 0))
    expect(gaps[0]).toBeLessThanOrEqual(SOON_MS)
    expect(Math.min(...gaps.slice(1))).toBeGreaterThanOrEqual(5_000)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
  })
})

describe('a restored cache', () => {
  it('causes one poll of an open operation after seven hours, then the usual ones: it was not watched meanwhile', async () => {
    const left = await leaveBehind(START - 7 * HOUR, () => says('PENDING', 5))
    const { result, times } = follow(left)
    expect(result.current.status).toBe('PENDING')
    await pass(10_000)
    expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false })
    expect(times()).toEqual([0, 5_000, 10_000])
  })

  it('shows a stuck operation, polled slowly, if the server says that it is seven hours old', async () => {
    const createdAt = new Date(START - 7 * HOUR).toISOString()
    const answer = () =>
      Response.json(
        { status: 'PENDING', createdAt },
        { headers: { 'retry-after': '5', date: new Date().toUTCString() } },
      )
    const left = await leaveBehind(START - 7 * HOUR, answer)
    const { result, times } = follow(left, answer)
    await pass(60_000)
    expect(result.current).toMatchObject({ status: 'PENDING', isStuck: true })
    expect(times()).toEqual([0, 30_000, 60_000])
  })

  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('causes no poll if the operation is %s', async (status) => {
    const left = await leaveBehind(START - 7 * HOUR, () => says(status))
    const { result, times, queryClient } = follow(left)
    await pass(60_000)
    await queryClient.invalidateQueries()
    await queryClient.refetchQueries()
    await result.current.refresh()
    expect(result.current.status).toBe(status)
    expect(times()).toEqual([])
  })

  it('causes no early poll if it is one second old', async () => {
    const left = await leaveBehind(START - 1_000, () => says('PENDING', 5))
    const { times } = follow(left)
    await pass(3_999)
    expect(times()).toEqual([])
    await pass(1)
    expect(times()).toEqual([4_000])
  })
})

describe('unexpected data in the cache', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a string', 'PENDING'],
    ['a number', 42],
    ['a list', []],
    ['an object of another shape', { status: 'PENDING' }],
  ])('%s neither throws nor stops the polls, and costs one poll', async (_, junk) => {
    const engine = createEngine((__, poll) => says(poll < 2 ? 'PENDING' : 'COMPLETED', 5))
    putIn(engine, junk)
    const { result } = renderHook(() => useAsyncOperation(REF), { wrapper: engine.Wrapper })
    await pass(10_000)
    expect(engine.times()).toEqual([0, 5_000])
    expect(result.current.status).toBe('COMPLETED')
  })

  it('brings the 202 that only it holds into the client', async () => {
    const engine = createEngine(() => says('PENDING', 5))
    const accepted = acceptedNow('1')
    // By its ID alone, so that the client knows no 202.
    await engine.client.check(REF)
    putIn(engine, { ...engine.client.peek(REF), accepted })
    renderHook(() => useAsyncOperation(REF), { wrapper: engine.Wrapper })
    await pass(6_000)
    expect(engine.client.peek(REF)?.accepted).toEqual(accepted)
  })

  it('does not cause an early first poll of a 202', async () => {
    const engine = createEngine(() => says('PENDING', 5))
    putIn(engine, null)
    const accepted = acceptedNow('1')
    renderHook(() => useAsyncOperation(accepted), { wrapper: engine.Wrapper })
    await pass(6_999)
    expect(engine.times()).toEqual([2_000])
  })
})
