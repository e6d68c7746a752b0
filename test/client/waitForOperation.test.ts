import { OperationFailedError, OperationWaitError, waitForOperation } from 'react-accepted/client'
import type { OperationSnapshot } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { NOW } from '../protocol/samples.ts'
import { INPUT, acceptedAs, createHarness, importUsers } from './importUsers.ts'
import type { Step } from './scriptFetch.ts'
import { OFFLINE, json, silence } from './scriptFetch.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

type Options = Parameters<typeof waitForOperation>[2]
const pending = (seconds = 2) => json({ status: 'PENDING' }, 200, { 'retry-after': String(seconds) })
const COMPLETED = json({ status: 'COMPLETED', result: { id: 'import_7' } })

/** A response that takes `ms`. */
const later = (ms: number, response: Response) =>
  new Promise<Response>((resolve) => {
    setTimeout(() => resolve(response.clone()), ms)
  })

/** Waits for an operation that was accepted at `NOW`, and lets time pass until the wait has ended. */
async function wait(steps: Step[], options: Options = {}, ms = 200_000_000) {
  const harness = createHarness([acceptedAs('1'), ...steps])
  const accepted = await harness.client.submit(importUsers, INPUT)
  const end = { at: -1 }
  const waiting = waitForOperation(harness.client, accepted, options)
    .then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    )
    .finally(() => {
      end.at = Date.now() - NOW
    })
  for (let passed = 0; passed < ms && end.at < 0; passed += 1_000_000) {
    await vi.advanceTimersByTimeAsync(Math.min(1_000_000, ms - passed))
  }
  const outcome: { result?: unknown; error?: unknown } = await waiting
  const polls = harness.sent.slice(1).map(({ at }) => at - NOW)
  return { ...harness, ...outcome, polls, endedAt: end.at }
}

test('a wait resolves to the operation and its resource', async () => {
  const { result } = await wait([COMPLETED])
  expect(result).toMatchObject({
    operation: { operationId: '1', status: 'COMPLETED' },
    resource: { state: 'none' },
  })
})

test('a wait polls exactly when the server said', async () => {
  const { polls } = await wait([pending(3), pending(5), json({}, 429, { 'retry-after': '7' }), COMPLETED])
  expect(polls).toEqual([2_000, 5_000, 10_000, 17_000])
})

test('a wait for a bare ID polls at once', async () => {
  const { client, sent } = createHarness([COMPLETED])
  expect(await waitForOperation(client, '1')).toMatchObject({ resource: { state: 'found', id: 'import_7' } })
  expect(sent).toHaveLength(1)
})

test('a wait continues after a failed poll', async () => {
  const { result, polls } = await wait([OFFLINE, json({}, 500), new Response('<html>'), json([]), COMPLETED])
  expect(result).toBeDefined()
  expect(polls).toHaveLength(5)
})

test('two waits share their polls', async () => {
  const { client, sent } = createHarness([pending(), pending(), COMPLETED])
  const waits = [waitForOperation(client, '1'), waitForOperation(client, '1')]
  await vi.advanceTimersByTimeAsync(10_000)
  await Promise.all(waits)
  expect(sent).toHaveLength(3)
})

describe('a wait rejects', () => {
  test('with the reason if the operation FAILED', async () => {
    const { error } = await wait([
      json({ status: 'FAILED', error: { title: 'No', detail: 'No such list.' } }),
    ])
    expect(error).toBeInstanceOf(OperationFailedError)
    expect(error).toMatchObject({ operation: { operationId: '1' }, problem: { title: 'No' } })
    expect(String(error)).toContain('No such list.')
  })

  test('if the operation was CANCELLED', async () => {
    const { error } = await wait([json({ status: 'CANCELLED' })])
    expect(error).toBeInstanceOf(OperationFailedError)
    expect(error).toMatchObject({ problem: undefined })
  })

  test.each([
    ['unauthorized', json({}, 401)],
    ['unauthorized', json({}, 403)],
    ['unavailable', json({}, 410)],
    ['unavailable', json({}, 400)],
  ])('with %s at once if another poll would bring the same', async (kind, step) => {
    const { error, polls } = await wait([step])
    expect(error).toBeInstanceOf(OperationWaitError)
    expect(error).toMatchObject({ kind, id: '1' })
    expect(polls).toHaveLength(1)
  })

  test('if the operation is not found for a minute, and not before', async () => {
    const { error, endedAt, polls } = await wait([json({}, 404)])
    expect(error).toMatchObject({ kind: 'unavailable' })
    expect(endedAt).toBeGreaterThanOrEqual(60_000)
    expect(endedAt).toBeLessThan(100_000)
    expect(polls.length).toBeGreaterThan(2)
    expect((await wait([json({}, 404), COMPLETED])).result).toBeDefined()
  })

  test('after its timeout, and not a moment later', async () => {
    const { error, endedAt } = await wait([pending(60)], { timeoutMs: 30_000 })
    expect(error).toBeInstanceOf(OperationWaitError)
    expect(error).toMatchObject({ kind: 'timeout', id: '1' })
    expect(endedAt).toBe(30_000)
  })

  test('after its timeout even while a request is in flight, which continues for others', async () => {
    const { error, endedAt, client, sent } = await wait([() => later(8_000, COMPLETED)], { timeoutMs: 3_000 })
    expect(error).toMatchObject({ name: 'OperationWaitError', kind: 'timeout', id: '1' })
    expect(endedAt).toBe(3_000)
    expect(client.peek('1')?.operation?.status).toBe('COMPLETED')
    expect(sent).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('after its timeout even while it waits for a slot', async () => {
    const { client } = createHarness([silence], { maxConcurrentPolls: 1 })
    void client.check('1')
    const waiting = waitForOperation(client, '2', { timeoutMs: 1_000 })
    const outcome = waiting.catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await outcome).toMatchObject({ kind: 'timeout' })
  })

  test('at once with a timeout of 0, unless the end is known', async () => {
    const { client } = createHarness([() => later(1_000, COMPLETED)])
    const waiting = waitForOperation(client, '1', { timeoutMs: 0 })
    const outcome = waiting.catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(0)
    expect(await outcome).toMatchObject({ kind: 'timeout' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await waitForOperation(client, '1', { timeoutMs: 0 })).toMatchObject({
      resource: { id: 'import_7' },
    })
  })

  test.each([NaN, -1, -Infinity])('at once for a timeout of %d', async (timeoutMs) => {
    const { client, sent } = createHarness([COMPLETED])
    await expect(waitForOperation(client, '1', { timeoutMs })).rejects.toThrow(RangeError)
    expect(sent).toEqual([])
  })

  test.each([Infinity, 2 ** 31, 60 * 86_400_000])(
    'not before its timeout, even if that is %d',
    async (timeoutMs) => {
      const { result, polls } = await wait([pending(), COMPLETED], { timeoutMs })
      expect(result).toBeDefined()
      expect(polls).toEqual([2_000, 4_000])
    },
  )

  test('after a day if no timeout is given', async () => {
    const { error, endedAt } = await wait([pending(600)])
    expect(error).toBeInstanceOf(OperationWaitError)
    expect(endedAt).toBeGreaterThanOrEqual(86_000_000)
    expect(endedAt).toBeLessThanOrEqual(86_402_000)
  })

  test('with the signal’s reason, while the operation continues', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 3_000)
    const { error, endedAt, polls } = await wait([pending()], { signal: controller.signal })
    expect(error).toMatchObject({ message: 'enough' })
    expect(endedAt).toBe(3_000)
    expect(polls).toEqual([2_000])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('with the signal’s reason while a request is in flight', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 3_000)
    const { error, endedAt } = await wait([silence], { signal: controller.signal })
    expect(error).toMatchObject({ message: 'enough' })
    expect(endedAt).toBe(3_000)
  })

  test('at once if the signal is already aborted, and sends nothing', async () => {
    const { client, sent } = createHarness([COMPLETED])
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(waitForOperation(client, '1', { signal })).rejects.toThrow('enough')
    expect(sent).toEqual([])
  })

  test('at once for an untrusted URL, and sends nothing', async () => {
    const { client, sent } = createHarness([COMPLETED])
    const waiting = waitForOperation(client, { statusUrl: 'https://evil.example/jobs/1' })
    await expect(waiting).rejects.toMatchObject({ kind: 'unavailable' })
    expect(sent).toEqual([])
  })
})

test('onUpdate is called once for each response', async () => {
  const onUpdate = vi.fn<(snapshot: OperationSnapshot) => void>()
  await wait([pending(), pending(), COMPLETED], { onUpdate })
  const told = onUpdate.mock.calls.map(([snapshot]) => snapshot)
  expect(new Set(told).size).toBe(told.length)
  expect(told.at(-1)).toMatchObject({ operation: { status: 'COMPLETED' } })
  expect(told.length).toBeLessThanOrEqual(4)
})

test('onUpdate is not called if nothing changed', async () => {
  const { client } = createHarness([pending()])
  const unchanged = await client.check('1')
  const settled = await createHarness([COMPLETED]).client.check('1')
  const check = vi.fn<typeof client.check>().mockResolvedValue(unchanged)
  const onUpdate = vi.fn<(snapshot: OperationSnapshot) => void>()
  const waiting = waitForOperation({ ...client, check }, '1', { onUpdate })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(check.mock.calls.length).toBeGreaterThan(1)
  check.mockResolvedValue(settled)
  await vi.advanceTimersByTimeAsync(5_000)
  await waiting
  expect(onUpdate.mock.calls).toEqual([[unchanged], [settled]])
})

describe('a clock that jumps', () => {
  test.each([-86_400_000, 3_600_000])('by %i ms causes neither a burst of polls nor a gap', async (jump) => {
    let offset = 0
    const harness = createHarness([acceptedAs('1'), pending(), pending(), COMPLETED], {
      now: () => Date.now() + offset,
    })
    const accepted = await harness.client.submit(importUsers, INPUT)
    const waiting = waitForOperation(harness.client, accepted)
    await vi.advanceTimersByTimeAsync(1_000)
    offset = jump
    await vi.advanceTimersByTimeAsync(120_000)
    await waiting
    const [, ...polls] = harness.sent.map(({ at }) => at - NOW)
    expect(polls).toHaveLength(3)
    for (const [index, at] of polls.entries())
      expect(at - (polls[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000)
    expect(polls[0]).toBeLessThanOrEqual(5_000)
  })
})

test('one signal for a hundred waits gets one listener, and causes no warning', async () => {
  const warnings: string[] = []
  const onWarning = ({ message }: Error) => void warnings.push(message)
  process.on('warning', onWarning)
  const controller = new AbortController()
  const { signal } = controller
  const listen = vi.spyOn(signal, 'addEventListener')
  const { client } = createHarness([acceptedAs('x'), pending()], { maxConcurrentPolls: 1_000 })
  await client.submit(importUsers, INPUT, { signal })
  const over: Promise<unknown>[] = []
  for (let id = 0; id < 100; id += 1) {
    over.push(waitForOperation(client, String(id), { signal }), client.check(`check ${id}`, { signal }))
    over.push(client.submit(importUsers, INPUT, { signal }))
  }
  const settled = Promise.allSettled(over)
  await vi.advanceTimersByTimeAsync(10_000)
  controller.abort(new Error('enough'))
  const waits = await settled
  expect(waits.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(100)
  await new Promise((resolve) => {
    process.nextTick(resolve)
  })
  process.off('warning', onWarning)
  expect(warnings).toEqual([])
  expect(listen).toHaveBeenCalledTimes(1)
})
