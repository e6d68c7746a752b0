import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { asyncOperationOptions, useAsyncOperation } from 'react-accepted'
import { describe, expect, it, vi } from 'vitest'

import { acceptedNow, createEngine, HOUR, says, START } from './engineKit.tsx'
import { pass } from './harness.tsx'

/** One Retry-After to learn that the clocks differ, and one to wait. */
const SOON_MS = 5_000
const REF = { api: 'default', operationId: '1' }

/** What a server, or a page before, leaves behind: its cache as text, after one poll at `at` on its own clock. */
async function leaveBehind(at: number, answer: () => Response) {
  const { createClient } = createEngine(answer)
  vi.setSystemTime(at)
  const client = createClient({ fetch: () => Promise.resolve(answer()) })
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(asyncOperationOptions(client, REF))
  return JSON.stringify(dehydrate(queryClient))
}

/** As a store does that kept it: whatever its shape. */
function putIn({ client, queryClient }: ReturnType<typeof createEngine>, data: unknown) {
  const key: readonly unknown[] = asyncOperationOptions(client, REF).queryKey
  queryClient.setQueryData(key, data)
}

/** A page that finds it. */
function follow(left: string, answer: () => Response = () => says('PENDING', 5)) {
  const engine = createEngine(answer)
  hydrate(engine.queryClient, JSON.parse(left))
  const hook = renderHook(() => useAsyncOperation(REF), { wrapper: engine.Wrapper })
  return { ...engine, ...hook }
}

describe('PENDING from a server', () => {
  it('is asked one Retry-After later, and so on, where the clocks agree', async () => {
    const left = await leaveBehind(START, () => says('PENDING', 5))
    const { result, times } = follow(left)
    expect(result.current.status).toBe('PENDING')
    await pass(14_999)
    expect(times()).toEqual([5_000, 10_000])
  })

  // Whether the server's clock is behind, or its page was on its way for an hour, nobody can tell.
  it.each([
    ['ahead', HOUR],
    ['a day ahead', 24 * HOUR],
    ['behind', -HOUR],
  ])('is soon asked, and neither stormed nor forgotten, where the clock there is %s', async (_, offMs) => {
    const left = await leaveBehind(START + offMs, () => says('PENDING', 5))
    const { times } = follow(left)
    await pass(180_000)
    const gaps = times().map((time, index) => time - (times()[index - 1] ?? 0))
    expect(gaps[0]).toBeLessThanOrEqual(SOON_MS)
    expect(Math.min(...gaps.slice(1))).toBeGreaterThanOrEqual(5_000)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
  })
})

describe('a cache that was kept for hours', () => {
  it('brings one poll of what is open, which is asked as before: nobody watched it meanwhile', async () => {
    const left = await leaveBehind(START - 7 * HOUR, () => says('PENDING', 5))
    const { result, times } = follow(left)
    expect(result.current.status).toBe('PENDING')
    await pass(10_000)
    expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false })
    expect(times()).toEqual([0, 5_000, 10_000])
  })

  it('is stuck and asked slowly where the server says that it is that old', async () => {
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

  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('brings no poll of what is %s', async (status) => {
    const left = await leaveBehind(START - 7 * HOUR, () => says(status))
    const { result, times, queryClient } = follow(left)
    await pass(60_000)
    await queryClient.invalidateQueries()
    await queryClient.refetchQueries()
    await result.current.refresh()
    expect(result.current.status).toBe(status)
    expect(times()).toEqual([])
  })

  it('brings no poll early where it is a second old', async () => {
    const left = await leaveBehind(START - 1_000, () => says('PENDING', 5))
    const { times } = follow(left)
    await pass(3_999)
    expect(times()).toEqual([])
    await pass(1)
    expect(times()).toEqual([4_000])
  })
})

describe('something else in the cache', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a word', 'PENDING'],
    ['a number', 42],
    ['a list', []],
    ['an object of another shape', { status: 'PENDING' }],
  ])('%s neither throws nor blinds, and costs one poll', async (_, junk) => {
    const engine = createEngine((__, poll) => says(poll < 2 ? 'PENDING' : 'COMPLETED', 5))
    putIn(engine, junk)
    const { result } = renderHook(() => useAsyncOperation(REF), { wrapper: engine.Wrapper })
    await pass(10_000)
    expect(engine.times()).toEqual([0, 5_000])
    expect(result.current.status).toBe('COMPLETED')
  })

  it('does not bring the first poll of a 202 before its time', async () => {
    const engine = createEngine(() => says('PENDING', 5))
    putIn(engine, null)
    const accepted = acceptedNow('1')
    renderHook(() => useAsyncOperation(accepted), { wrapper: engine.Wrapper })
    await pass(6_999)
    expect(engine.times()).toEqual([2_000])
  })
})
