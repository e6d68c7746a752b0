import * as fc from 'fast-check'
import type { OperationSnapshot } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { createPollGate } from '../../../src/client/polling/pollGate.ts'
import type { PollAnswer } from '../../../src/protocol/advance.ts'
import { createPace } from '../../../src/protocol/pace.ts'
import { createSnapshot, toSnapshot } from '../../../src/protocol/snapshot.ts'
import { NOW, PACE, accepted, operation } from '../../protocol/samples.ts'

const DAY = 86_400_000

/** A gate whose clock and responses the test controls. */
function createHarness({ maxConcurrentPolls = 6, pace = PACE, random = 0 } = {}) {
  let now = NOW
  const asked: { snapshot: OperationSnapshot; at: number; answer: (given: PollAnswer) => Promise<void> }[] =
    []
  const gate = createPollGate({
    ask: (snapshot) =>
      new Promise((resolve) => {
        asked.push({
          snapshot,
          at: now,
          async answer(given) {
            resolve(given)
            await settle()
          },
        })
      }),
    endpointOf: () => undefined,
    now: () => now,
    random: () => random,
    pace,
    maxConcurrentPolls,
  })
  return {
    gate,
    asked,
    pass: (id: string, api = 'a') => gate.pass({ api, operationId: id }),
    at: (ms: number) => void (now = NOW + ms),
  }
}

/** Runs everything that waits only for promises. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const pending = (retryAfterMs?: number): PollAnswer => ({ operation: operation(), retryAfterMs })
const done: PollAnswer = { operation: operation({ status: 'FAILED' }), retryAfterMs: undefined }
const limited = (retryAfterMs?: number): PollAnswer => ({
  error: { kind: 'rateLimited', message: '429', retryAfterMs },
})

/** Starts one poll of each operation; `ofId` finds it. */
async function openMany({ asked, pass }: ReturnType<typeof createHarness>, ids: string[]) {
  const passes = ids.map((id) => pass(id))
  await settle()
  return { passes, ofId: (id: string) => asked.findLast(({ snapshot }) => snapshot.operationId === id) }
}

describe('a forgotten operation', () => {
  test.each([
    ['an end', done],
    ['a 429', limited(60_000)],
  ])('stays forgotten if the response to its poll arrives later: %s', async (_, late) => {
    const { gate, asked, pass } = createHarness()
    void pass('1')
    await settle()
    gate.forget()
    // Another user polls an operation with the same ID, with a separate request.
    const mine = pass('1')
    await settle()
    expect(asked).toHaveLength(2)
    await asked[0]?.answer(late)
    expect(gate.peek({ api: 'a', operationId: '1' })?.operation).toBeUndefined()
    await asked[1]?.answer(pending(5_000))
    expect(await mine).toMatchObject({ operation: { status: 'PENDING' }, nextPollAt: NOW + 5_000 })
  })
})

describe('a poll that waits for its turn when everything is forgotten', () => {
  test('is not sent, and leaves nothing behind', async () => {
    const { gate, asked, pass } = createHarness({ maxConcurrentPolls: 1 })
    const passes = ['1', '2'].map((id) => pass(id))
    await settle()
    gate.forget()
    await asked[0]?.answer(pending(5_000))
    await Promise.all(passes)
    expect(asked.map(({ snapshot }) => snapshot.operationId)).toEqual(['1'])
    expect(gate.peek({ api: 'a', operationId: '2' })).toBeUndefined()
  })
})

describe('one operation', () => {
  test('is polled once, however many callers there are at the same time', async () => {
    const { asked, pass } = createHarness()
    const passes = Array.from({ length: 500 }, () => pass('1'))
    await settle()
    expect(asked).toHaveLength(1)
    await asked[0]?.answer(pending(2_000))
    const [first, ...others] = await Promise.all(passes)
    for (const other of others) expect(other).toBe(first)
  })

  test('is not polled before its deadline, and every caller gets the same object', async () => {
    const { asked, pass, at } = createHarness()
    void pass('1')
    await settle()
    await asked[0]?.answer(pending(5_000))
    const held = await pass('1')
    for (const ms of [0, 1, 1_000, 4_999]) {
      at(ms)
      expect(await pass('1')).toBe(held)
    }
    expect(asked).toHaveLength(1)
    at(5_000)
    void pass('1')
    await settle()
    expect(asked).toHaveLength(2)
  })

  test('is not polled before the deadline of its 202', async () => {
    const { gate, asked, at } = createHarness()
    const seed = toSnapshot(accepted())
    at(1_999)
    await gate.pass(seed, seed)
    expect(asked).toHaveLength(0)
    at(2_000)
    void gate.pass(seed, seed)
    await settle()
    expect(asked).toHaveLength(1)
  })

  test('is never polled again once it is settled', async () => {
    const { asked, pass, at } = createHarness()
    void pass('1')
    await settle()
    await asked[0]?.answer(done)
    at(10 * DAY)
    expect(await pass('1')).toMatchObject({ wake: 'never', operation: { status: 'FAILED' } })
    expect(asked).toHaveLength(1)
  })

  test('can be polled again after a failed poll', async () => {
    const { asked, pass, at } = createHarness()
    void pass('1')
    await settle()
    await asked[0]?.answer({ error: { kind: 'network', message: 'x' } })
    at(1_000)
    void pass('1')
    await settle()
    expect(asked).toHaveLength(2)
  })

  test('becomes stuck as time passes, without a request', async () => {
    const { asked, pass, at } = createHarness()
    void pass('1')
    await settle()
    await asked[0]?.answer(pending(600_000))
    at(300_000)
    expect(await pass('1')).toMatchObject({ isStuck: true, nextPollAt: NOW + 600_000 })
    expect(asked).toHaveLength(1)
  })

  test('is no longer polled automatically after maxWatchMs, but still on request', async () => {
    const { asked, pass, at } = createHarness({ pace: createPace({ maxWatchMs: 600_000 }) })
    void pass('1')
    await settle()
    await asked[0]?.answer(pending(600_000))
    at(600_000)
    const last = pass('1')
    await settle()
    await asked[1]?.answer(pending(1_000))
    expect(await last).toMatchObject({ wake: 'manual', operation: { status: 'PENDING' } })
    at(DAY)
    const passing = pass('1')
    await settle()
    await asked[2]?.answer(done)
    expect(await passing).toMatchObject({ wake: 'never', operation: { status: 'FAILED' } })
  })
})

describe('a clock', () => {
  const seed = toSnapshot(accepted())

  test('that jumps ahead by a day causes one poll, not many', async () => {
    const { gate, asked, at } = createHarness()
    at(DAY)
    const passes = Array.from({ length: 10 }, () => gate.pass(seed, seed))
    await settle()
    expect(asked).toHaveLength(1)
    await asked[0]?.answer(pending(2_000))
    await Promise.all(passes)
    await gate.pass(seed, seed)
    expect(asked).toHaveLength(1)
  })

  test('that jumps back by a day costs one wait, even if every call passes the 202', async () => {
    const { gate, asked, at } = createHarness()
    gate.learn(seed)
    at(-DAY)
    await gate.pass(seed, seed)
    for (const ms of [500, 1_000, 1_500]) {
      at(-DAY + ms)
      await gate.pass(seed, seed)
    }
    expect(asked).toHaveLength(0)
    at(-DAY + 2_000)
    void gate.pass(seed, seed)
    await settle()
    expect(asked).toHaveLength(1)
  })
})

describe('a snapshot from another source', () => {
  test('is adopted, such as an end that another tab saw', async () => {
    const { gate, asked, pass } = createHarness()
    gate.learn({
      ...createSnapshot({ api: 'a', operationId: '1' }, NOW),
      operation: operation({ status: 'FAILED' }),
      wake: 'never',
    })
    expect(await pass('1')).toMatchObject({ operation: { status: 'FAILED' } })
    expect(asked).toHaveLength(0)
  })

  test('never changes a final status', async () => {
    const { gate, asked, pass } = createHarness()
    void pass('1')
    await settle()
    await asked[0]?.answer(done)
    gate.learn({ ...createSnapshot({ api: 'a', operationId: '1' }, NOW), nextPollAt: NOW + DAY })
    gate.learn({
      ...createSnapshot({ api: 'a', operationId: '1' }, NOW),
      operation: operation({ status: 'COMPLETED' }),
      resource: { state: 'none' },
      wake: 'never',
      nextPollAt: NOW + DAY,
    })
    expect(gate.peek({ api: 'a', operationId: '1' })?.operation?.status).toBe('FAILED')
  })

  test('with a final status wins over the late response to a poll in flight', async () => {
    const { gate, asked, pass } = createHarness()
    const passing = pass('1')
    await settle()
    gate.learn({
      ...createSnapshot({ api: 'a', operationId: '1' }, NOW),
      operation: operation({ status: 'FAILED' }),
      wake: 'never',
    })
    await asked[0]?.answer(pending(2_000))
    expect(await passing).toMatchObject({ operation: { status: 'FAILED' } })
  })

  test('adds what only the 202 contains, even if the operation was already known by its ID', async () => {
    const { gate, asked } = createHarness()
    const seed = toSnapshot(accepted({ kind: 'configuration.create', hint: { displayName: 'Desk' } }))
    void gate.pass({ api: seed.api, operationId: seed.operationId })
    await settle()
    await asked[0]?.answer(pending(2_000))
    gate.learn(seed)
    expect(gate.peek(seed)).toMatchObject({ accepted: { kind: 'configuration.create' }, operation: {} })
  })

  test('adds that too if it is passed with a poll', async () => {
    const { gate, asked } = createHarness()
    const seed = toSnapshot(accepted({ kind: 'configuration.create', hint: { displayName: 'Desk' } }))
    void gate.pass({ api: seed.api, operationId: seed.operationId })
    await settle()
    await asked[0]?.answer(pending(2_000))
    expect(await gate.pass(seed, seed)).toMatchObject({ accepted: { kind: 'configuration.create' } })
  })
})

describe('a 429', () => {
  test('delays every poll to its API, and none to another', async () => {
    const harness = createHarness()
    const { ofId } = await openMany(harness, ['1'])
    await ofId('1')?.answer(limited(60_000))
    const held = await harness.pass('2')
    expect(held.nextPollAt).toBeGreaterThanOrEqual(NOW + 60_000)
    void harness.pass('3', 'other')
    await settle()
    expect(harness.asked.map(({ snapshot }) => snapshot.operationId)).toEqual(['1', '3'])
  })

  test('loses no poll: each is sent after the delay', async () => {
    const harness = createHarness()
    const { ofId } = await openMany(harness, ['1'])
    await ofId('1')?.answer(limited(60_000))
    const ids = Array.from({ length: 20 }, (_, index) => `held-${index}`)
    for (const snapshot of await Promise.all(ids.map((id) => harness.pass(id)))) {
      expect(snapshot).toMatchObject({ wake: 'timer' })
      expect(snapshot.nextPollAt - NOW).toBeLessThanOrEqual(66_000)
    }
    harness.at(66_001)
    for (const id of ids) void harness.pass(id)
    for (let round = 0; round < 20; round += 1) {
      await settle()
      for (const { answer } of harness.asked) await answer(pending(2_000))
    }
    expect(new Set(harness.asked.map(({ snapshot }) => snapshot.operationId))).toEqual(new Set(['1', ...ids]))
  })

  test('delays polls that wait for a slot', async () => {
    const harness = createHarness({ maxConcurrentPolls: 1 })
    const { passes, ofId } = await openMany(harness, ['1', '2', '3'])
    await ofId('1')?.answer(limited(60_000))
    await Promise.all(passes)
    expect(harness.asked).toHaveLength(1)
  })

  test('is not lifted by the response to a request that was already in flight', async () => {
    const harness = createHarness()
    const { ofId } = await openMany(harness, ['1', '2'])
    await ofId('1')?.answer(limited(60_000))
    harness.at(500)
    await ofId('2')?.answer(pending(2_000))
    harness.at(59_999)
    await Promise.all(['2', '3', '4'].map((id) => harness.pass(id)))
    expect(harness.asked).toHaveLength(2)
  })

  test('is not shortened by another one that asks for less', async () => {
    const harness = createHarness()
    const { ofId } = await openMany(harness, ['1', '2'])
    await ofId('1')?.answer(limited(60_000))
    await ofId('2')?.answer(limited(1_000))
    harness.at(59_999)
    await harness.pass('3')
    expect(harness.asked).toHaveLength(2)
  })

  test('without a Retry-After delays the API longer each time, whichever operation it is for', async () => {
    const harness = createHarness()
    const holds: number[] = []
    let ms = 0
    const ids = ['1', '2', '3', '4']
    for (const id of ids) {
      void harness.pass(id)
      await settle()
      await harness.asked.at(-1)?.answer(limited())
      for (const waiting of ids) void harness.pass(waiting)
      const { waitMs } = await harness.pass('other')
      holds.push(waitMs)
      ms += waitMs
      harness.at(ms)
    }
    expect(holds).toEqual([1_000, 2_000, 4_000, 8_000])
  })

  test('without a Retry-After starts with the shortest delay again after a successful poll', async () => {
    const harness = createHarness()
    const [first, second, third] = [limited(), pending(2_000), limited()]
    let ms = 0
    for (const given of [first, second, third]) {
      void harness.pass(String(ms))
      await settle()
      await harness.asked.at(-1)?.answer(given)
      harness.at((ms += 5_000))
    }
    harness.at(ms - 5_000)
    expect((await harness.pass('other')).waitMs).toBe(1_000)
  })

  test('never delays longer than the pace allows, apart from jitter', async () => {
    const harness = createHarness({ random: 1 })
    const { ofId } = await openMany(harness, ['1'])
    await ofId('1')?.answer(limited(DAY))
    expect((await harness.pass('1')).waitMs).toBeLessThanOrEqual(PACE.maxRetryAfterMs)
    expect((await harness.pass('2')).waitMs).toBeLessThanOrEqual(PACE.maxRetryAfterMs * 1.1)
  })

  test('does not delay for a day if the clock jumps back by a day', async () => {
    const harness = createHarness({ random: 1 })
    const { ofId } = await openMany(harness, ['1'])
    await ofId('1')?.answer(limited(60_000))
    harness.at(-DAY)
    expect((await harness.pass('2')).waitMs).toBeLessThanOrEqual(PACE.maxRetryAfterMs * 1.1)
  })
})

test('an operation that is not due is returned at once, even if all slots are taken', async () => {
  const { asked, pass } = createHarness({ maxConcurrentPolls: 1 })
  void pass('1')
  await settle()
  await asked[0]?.answer(pending(5_000))
  void pass('2')
  await settle()
  expect(asked).toHaveLength(2)
  expect(await pass('1')).toMatchObject({ waitMs: 5_000 })
})

test('concurrent polls are limited per API', async () => {
  const { asked, pass } = createHarness({ maxConcurrentPolls: 3 })
  for (let id = 0; id < 10; id += 1) {
    void pass(`a${id}`, 'a')
    void pass(`b${id}`, 'b')
  }
  await settle()
  expect(asked.map(({ snapshot }) => snapshot.api).toSorted()).toEqual(['a', 'a', 'a', 'b', 'b', 'b'])
  await asked[0]?.answer(pending())
  expect(asked).toHaveLength(7)
  expect(asked[6]?.snapshot).toMatchObject({ api: 'a', operationId: 'a3' })
})

describe('in any order of calls, responses and waits', () => {
  const ids = fc.constantFrom('1', '2', '3', '4')
  const action = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('pass' as const), id: ids }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('answer' as const),
        which: fc.nat(5),
        given: fc.oneof(
          fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }).map(pending),
          fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }).map(limited),
          fc.constant<PollAnswer>({ error: { kind: 'server', message: '503', retryAfterMs: 7_000 } }),
          fc.constant<PollAnswer>({ error: { kind: 'network', message: 'x' } }),
          fc.constant(done),
        ),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60_000 }) }),
    },
  )

  test('no poll is early, duplicated, sent during a 429 delay, or lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        const { asked, pass, at, gate } = createHarness({ maxConcurrentPolls: 2 })
        const open = new Set<(typeof asked)[number]>()
        const deadlines = new Map<string, number>()
        let holdUntil = 0
        let ms = 0
        let seen = 0
        const look = async () => {
          await settle()
          for (; seen < asked.length; seen += 1) {
            const request = asked[seen]
            if (!request) continue
            const { operationId } = request.snapshot
            expect(request.at).toBeGreaterThanOrEqual(deadlines.get(operationId) ?? 0)
            expect(request.at).toBeGreaterThanOrEqual(holdUntil)
            for (const other of open) expect(other.snapshot.operationId).not.toBe(operationId)
            open.add(request)
            expect(open.size).toBeLessThanOrEqual(2)
          }
        }
        const reply = async (request: (typeof asked)[number], given: PollAnswer) => {
          open.delete(request)
          const toldMs =
            'error' in given ? given.error.retryAfterMs : 'operation' in given && given.retryAfterMs
          const waitMs = Math.max(1_000, typeof toldMs === 'number' ? toldMs : 0)
          deadlines.set(request.snapshot.operationId, given === done ? Infinity : NOW + ms + waitMs)
          if ('error' in given && given.error.kind === 'rateLimited')
            holdUntil = Math.max(holdUntil, NOW + ms + waitMs)
          await request.answer(given)
          await look()
        }
        for (const step of actions) {
          if (step.do === 'wait') at((ms += step.ms))
          else if (step.do === 'pass') void pass(step.id)
          else {
            const request = [...open][step.which]
            if (request) await reply(request, step.given)
          }
          await look()
        }
        // In the end, each is polled again within the longest wait, unless it is settled.
        while (open.size > 0) for (const request of open) await reply(request, pending(1_000))
        at((ms += 120_000))
        const polled = asked.length
        for (const id of ['1', '2', '3', '4']) void pass(id)
        await look()
        while (open.size > 0) for (const request of open) await reply(request, pending(1_000))
        const again = new Set(asked.slice(polled).map(({ snapshot }) => snapshot.operationId))
        for (const id of ['1', '2', '3', '4']) {
          const isSettled = gate.peek({ api: 'a', operationId: id })?.wake === 'never'
          expect(again.has(id)).toBe(!isSettled)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('memory', () => {
  const end = (id: string) => ({
    ...toSnapshot(accepted({ operationId: id })),
    operation: operation({ operationId: id, status: 'FAILED' as const, rawStatus: 'FAILED' }),
    wake: 'never' as const,
  })
  const ids = Array.from({ length: 10_000 }, (_, index) => String(index))

  test('keeps the last thousand of ten thousand ended operations, and all open ones', () => {
    const { gate } = createHarness()
    for (const id of ids) gate.learn(toSnapshot(accepted({ operationId: `open ${id}` })))
    for (const id of ids) gate.learn(end(id))
    const isKept = (id: string) => gate.peek(accepted({ operationId: id })) !== undefined
    expect(ids.filter(isKept)).toEqual(ids.slice(-1_000))
    expect(ids.every((id) => isKept(`open ${id}`))).toBe(true)
  })

  test('loses no end that a cache still has: an evicted operation stays ended, and is not polled', async () => {
    const { gate, asked } = createHarness()
    for (const id of ids.slice(0, 1_001)) gate.learn(end(id))
    const first = accepted({ operationId: '0' })
    expect(gate.peek(first)).toBeUndefined()
    expect(await gate.pass(first, end('0'))).toMatchObject({ wake: 'never', operation: { status: 'FAILED' } })
    expect(asked).toHaveLength(0)
  })

  test('does not evict an operation that is open again because of its end before a forget', () => {
    const { gate } = createHarness()
    gate.learn(end('0'))
    gate.forget()
    gate.learn(toSnapshot(accepted({ operationId: '0' })))
    for (const id of ids.slice(1, 1_200)) gate.learn(end(id))
    expect(gate.peek(accepted({ operationId: '0' }))).toBeDefined()
  })
})
