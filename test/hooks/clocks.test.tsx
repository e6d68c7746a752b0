import { renderHook } from '@testing-library/react'
import { useAsyncOperation } from 'react-accepted'
import { expect, it, vi } from 'vitest'

import { HOUR, START, acceptedNow, createEngine } from './createEngine.tsx'
import { pass } from './harness.tsx'

const YEARS = 10 * 365 * 24 * HOUR
const MINUTE = 60_000

/** A server whose clock is `offMs` ahead of ours. Its operation starts at `madeAt` and takes `runsMs`. */
function createServer(offMs: number, { madeAt = START, runsMs = Infinity, date = true } = {}) {
  let elapsed = 0
  return {
    /** Moves the server's clock by the time that really passed, whatever happens to the page's clock. */
    tick: (ms: number) => (elapsed += ms),
    answer() {
      const now = START + elapsed
      const iso = (at: number) => new Date(at + offMs).toISOString()
      const status = now - madeAt >= runsMs ? 'COMPLETED' : 'PENDING'
      return Response.json(
        { status, createdAt: iso(madeAt) },
        { headers: { 'retry-after': '2', ...(date && { date: new Date(now + offMs).toUTCString() }) } },
      )
    },
  }
}

async function follow(server: ReturnType<typeof createServer>) {
  const engine = createEngine(() => server.answer())
  const { result } = renderHook(() => useAsyncOperation('1'), { wrapper: engine.Wrapper })
  const live = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      server.tick(1_000)
      await pass(1_000)
    }
  }
  await pass(0)
  return { ...engine, result, live }
}

const OFF: readonly [string, number][] = [
  ['25 h ahead of', -25 * HOUR],
  ['25 h behind', 25 * HOUR],
  ['10 years ahead of', -YEARS],
  ['10 years behind', YEARS],
]

it.each(OFF)('a clock that is %s the server’s makes no operation stuck or abandoned', async (_, offMs) => {
  const { result, live, times } = await follow(createServer(offMs, { runsMs: 20_000 }))
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false, connection: 'ok' })
  await live(10_000)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false, connection: 'ok' })
  expect(times().slice(0, 4)).toEqual([0, 2_000, 4_000, 6_000])
  await live(12_000)
  expect(result.current.status).toBe('COMPLETED')
})

it.each(OFF)('a clock that is %s the server’s does not hide a stuck operation', async (_, offMs) => {
  const { result, live } = await follow(createServer(offMs))
  await live(5 * MINUTE - 10_000)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false })
  await live(20_000)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: true, connection: 'ok' })
})

it('a three-day-old operation is stuck, is still polled, and completes', async () => {
  const server = createServer(0, { madeAt: START - 72 * HOUR, runsMs: 72 * HOUR + MINUTE })
  const { result, live, times } = await follow(server)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: true, connection: 'ok' })
  await live(45_000)
  expect(times()).toEqual([0, 30_000])
  await live(45_000)
  expect(result.current.status).toBe('COMPLETED')
})

it('a three-day-old operation is polled at its usual pace if the server sends no Date', async () => {
  const server = createServer(0, { madeAt: START - 72 * HOUR, date: false })
  const { result, live, times } = await follow(server)
  await live(6_000)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false, connection: 'ok' })
  expect(times()).toEqual([0, 2_000, 4_000, 6_000])
})

it.each([
  ['ahead by 25 h', 25 * HOUR],
  ['back by 25 h', -25 * HOUR],
  ['ahead by 10 years', YEARS],
  ['back by 10 years', -YEARS],
])('polls keep their pace, and nothing is stuck or given up, if the clock jumps %s', async (_, ms) => {
  const { result, live, polls } = await follow(createServer(0, { runsMs: 60_000 }))
  await live(5_000)
  vi.setSystemTime(Date.now() + ms)
  const before = polls.length
  await live(20_000)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false, connection: 'ok' })
  expect(polls.length - before).toBeGreaterThanOrEqual(8)
  expect(polls.length - before).toBeLessThanOrEqual(11)
  await live(40_000)
  expect(result.current.status).toBe('COMPLETED')
})

it('a computer that wakes up after three days polls once and shows the result', async () => {
  const { result, live, polls } = await follow(createServer(0))
  await live(5_000)
  const before = polls.length
  // Timers stop during sleep. Only the clock keeps running.
  vi.setSystemTime(Date.now() + 72 * HOUR)
  await live(2_000)
  expect(polls.length - before).toBe(1)
  expect(result.current).toMatchObject({ status: 'PENDING', isStuck: false, connection: 'ok' })
})

it('after maxWatchMs, an operation is PENDING and paused, and is polled only on request', async () => {
  let status = 'PENDING'
  const respond = () => Response.json({ status }, { headers: { 'retry-after': '600' } })
  const engine = createEngine(respond)
  const ref = acceptedNow('1')
  const { result } = renderHook(() => useAsyncOperation(ref), { wrapper: engine.Wrapper })
  for (let hour = 0; hour < 25; hour += 1) await pass(HOUR)
  expect(result.current).toMatchObject({ status: 'PENDING', connection: 'paused', pollError: undefined })
  const before = engine.polls.length
  await pass(5 * HOUR)
  expect(engine.polls).toHaveLength(before)
  status = 'COMPLETED'
  await pass(0)
  await Promise.all([result.current.refresh(), pass(0)])
  await pass(0)
  expect(result.current.status).toBe('COMPLETED')
})
