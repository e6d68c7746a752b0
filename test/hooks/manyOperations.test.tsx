import { QueryObserver } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { asyncOperationOptions, useAsyncOperations } from 'react-accepted'
import { describe, expect, it, vi } from 'vitest'

import type { VirtualClock } from '../../bench/scale/virtualClock.ts'
import { installVirtualClock } from '../../bench/scale/virtualClock.ts'
import { START, acceptedNow, createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

/** Runs on the benchmark's clock, whose cost per timer does not depend on how many timers there are. */
async function onVirtualClock(run: (clock: VirtualClock) => Promise<void>) {
  vi.useRealTimers()
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis
  const { now } = Date
  try {
    await run(installVirtualClock())
  } finally {
    Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval })
    Date.now = now
  }
}

/** Lets time pass in small pieces, so that a long wait is not one single `act`. */
async function passInPieces(ms: number, pieces: number) {
  for (let piece = 0; piece < pieces; piece += 1) await pass(ms / pieces)
}

/** Catches a test that hangs. Speed is measured by the benchmark, never here. */
const HANGS_MS = 180_000

describe('10,000 operations', () => {
  it(
    'complete; each is polled when due and as often as its server says, a few at a time',
    async () => {
      const due = new Map<string, number>()
      const early: string[] = []
      let underWay = 0
      let mostAtOnce = 0
      let latestMs = 0
      /** Each operation has its own number of polls and its own pace. */
      const pollsOf = (id: string) => 1 + (Number(id) % 3)
      const paceOf = (id: string) => 2 + (Number(id) % 5)
      const { client, queryClient, count } = createEngine(async (id, poll) => {
        const lateMs = Date.now() - (due.get(id) ?? 0)
        if (lateMs < 0) early.push(id)
        latestMs = Math.max(latestMs, lateMs)
        underWay += 1
        mostAtOnce = Math.max(mostAtOnce, underWay)
        await new Promise((resolve) => setTimeout(resolve, 5))
        underWay -= 1
        due.set(id, Date.now() + paceOf(id) * 1_000)
        return says(poll < pollsOf(id) ? 'PENDING' : 'COMPLETED', paceOf(id))
      })
      await onVirtualClock(async ({ pass: passOn }) => {
        // With deadlines spread over 40 seconds, six concurrent polls are enough.
        const refs = Array.from({ length: 10_000 }, (_, index) =>
          acceptedNow(String(index), 2_000 + index * 4),
        )
        for (const { operationId, nextPollAt } of refs) due.set(operationId, nextPollAt)
        const observers = refs.map(
          (ref) => new QueryObserver(queryClient, asyncOperationOptions(client, ref)),
        )
        const stops = observers.map((observer) => observer.subscribe(() => undefined))
        await new Promise((resolve) => setImmediate(resolve))
        await passOn(120_000)
        const statuses = observers.map((observer) => observer.getCurrentResult().data?.status)
        expect(new Set(statuses)).toEqual(new Set(['COMPLETED']))
        for (const stop of stops) stop()
        expect(refs.filter(({ operationId: id }) => count.get(id) !== pollsOf(id))).toEqual([])
      })
      expect(early).toEqual([])
      expect(mostAtOnce).toBeLessThanOrEqual(6)
      expect(mostAtOnce).toBeGreaterThan(1)
      expect(latestMs).toBeLessThan(1_000)
    },
    HANGS_MS,
  )
})

describe('one 429', () => {
  it(
    'holds back every poll to its API, and loses none of 300 operations',
    async () => {
      const total = 300
      let refusedAt: number | undefined
      const { Wrapper, polls, count } = createEngine(
        (id) => {
          if (id !== '7' || refusedAt !== undefined) return says('COMPLETED')
          refusedAt = Date.now()
          return Response.json({ title: 'Too many' }, { status: 429, headers: { 'retry-after': '30' } })
        },
        { random: Math.random },
      )
      const refs = Array.from({ length: total }, (_, index) => acceptedNow(String(index), 2_000 + index * 10))
      const { result } = renderHook(() => useAsyncOperations(refs), { wrapper: Wrapper })
      await passInPieces(60_000, 60)
      expect(refusedAt).toBe(START + 2_070)
      const held = polls.filter(({ at }) => at > START + 2_070 && at < START + 32_070)
      expect(held).toEqual([])
      expect(result.current.filter(({ status }) => status !== 'COMPLETED')).toEqual([])
      expect(refs.filter(({ operationId: id }) => count.get(id) !== (id === '7' ? 2 : 1))).toEqual([])
    },
    HANGS_MS,
  )

  it('from one API holds back no poll to another', async () => {
    const { createClient, polls } = createEngine((id) =>
      id === 'limited'
        ? Response.json({ title: 'Too many' }, { status: 429, headers: { 'retry-after': '30' } })
        : says('PENDING', 5),
    )
    const client = createClient({
      apis: [
        { api: 'first', baseUrl: 'https://first.test', operationPath: '/jobs/{operationId}' },
        { api: 'second', baseUrl: 'https://second.test', operationPath: '/jobs/{operationId}' },
      ],
    })
    await client.check({ api: 'first', operationId: 'limited' })
    await client.check({ api: 'first', operationId: 'held' })
    await client.check({ api: 'second', operationId: 'free' })
    expect(polls.map(({ id }) => id)).toEqual(['limited', 'free'])
  })
})
