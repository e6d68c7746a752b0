import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { get, json, password, username } from '../exchange.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const pending = () => json({ operationId: 'o1', status: 'PENDING' }, 200, { 'Retry-After': '10' })
const html = (status: number, retryAfter: string) =>
  new Response('<p>Busy</p>', { status, headers: { 'Content-Type': 'text/html', 'Retry-After': retryAfter } })

/** A proxy whose upstream returns these responses in turn, then a completed operation. */
function createProxy(answers: Response[]) {
  let asked = 0
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: () => ({ scope: 'a' }),
    fetch: async () => {
      asked += 1
      return answers.shift() ?? json({ operationId: 'o1', status: 'COMPLETED' })
    },
  })
  const poll = async () => {
    const { status, headers } = await proxy(get('/v2/ControlPlane/Operations/o1'))
    return [status, headers.get('Retry-After')]
  }
  return { poll, asked: () => asked }
}

it.each([
  ['a 429', () => json({ code: 20429 }, 429, { 'Retry-After': '30' }), 30_000],
  ['a 503', () => json({ code: 20503 }, 503, { 'Retry-After': '30' }), 30_000],
  ['an HTML 429 from a gateway', () => html(429, '30'), 30_000],
  ['a 429 with a Retry-After of a day', () => json({}, 429, { 'Retry-After': '86400' }), 600_000],
])('%s goes to the waiting requests; then later ones get the previous response', async (_what, busy, ms) => {
  const { status } = busy()
  const { poll, asked } = createProxy([pending(), busy(), busy()])
  await poll()
  vi.advanceTimersByTime(10_000)
  const first = poll()
  const joined = poll()
  expect([(await first)[0], (await joined)[0]]).toEqual([status, status])
  expect(await poll()).toEqual([200, String(ms / 1_000)])
  vi.advanceTimersByTime(ms - 1)
  expect((await poll())[0]).toBe(200)
  expect(asked()).toBe(2)
  vi.advanceTimersByTime(1)
  expect((await poll())[0]).toBe(status)
  vi.advanceTimersByTime(ms)
  expect(await poll()).toEqual([200, null])
  expect(asked()).toBe(4)
})

it.each([
  ['a 429 without Retry-After', () => json({}, 429)],
  ['a 503 with Retry-After: 0', () => json({}, 503, { 'Retry-After': '0' })],
  ['a 500', () => json({}, 500, { 'Retry-After': '30' })],
  ['a 404', () => json({}, 404, { 'Retry-After': '30' })],
])('after %s the next request polls again', async (_what, failed) => {
  const { poll, asked } = createProxy([pending(), failed()])
  await poll()
  vi.advanceTimersByTime(10_000)
  await poll()
  vi.advanceTimersByTime(2)
  expect((await poll())[0]).toBe(200)
  expect(asked()).toBe(3)
})

it('before the first successful response every request polls', async () => {
  const { poll, asked } = createProxy([html(429, '30'), html(429, '30')])
  expect((await poll())[0]).toBe(429)
  vi.advanceTimersByTime(2)
  expect((await poll())[0]).toBe(429)
  expect(asked()).toBe(2)
})
