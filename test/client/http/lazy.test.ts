import { RequestError } from 'react-accepted/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { lazy } from '../../../src/client/http/lazy.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PART = { answer: 42 }

it('a lazy-loaded module is loaded once, however many callers need it, and is then available at once', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.resolve(PART))
  const part = lazy(load)
  expect(part.now()).toBeUndefined()
  expect(load).not.toHaveBeenCalled()
  expect(await Promise.all([part.load(), part.load()])).toEqual([PART, PART])
  expect(await part.load()).toBe(PART)
  expect(part.now()).toBe(PART)
  expect(load).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

it('a lazy-loaded module notifies its subscribers when it is loaded, unless they have unsubscribed', async () => {
  const part = lazy(() => Promise.resolve(PART))
  const told = vi.fn<() => void>()
  const left = vi.fn<() => void>()
  part.subscribe(told)
  part.subscribe(left)()
  await part.load()
  expect(told).toHaveBeenCalledTimes(1)
  expect(left).not.toHaveBeenCalled()
})

it('a failed load says why, and the next call tries again', async () => {
  const load = vi
    .fn<() => Promise<typeof PART>>()
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
    .mockResolvedValueOnce(PART)
  const part = lazy(load)
  const error: unknown = await part.load().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RequestError)
  expect(error).toMatchObject({
    failure: { kind: 'network', message: expect.stringContaining('Failed to fetch') },
  })
  expect(part.now()).toBeUndefined()
  expect(await part.load()).toBe(PART)
})

it('a load that takes fifteen seconds counts as failed', async () => {
  const part = lazy(() => new Promise<typeof PART>(() => undefined))
  const asked = part.load().catch((thrown: unknown) => thrown)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await asked).toMatchObject({ failure: { kind: 'network' } })
})
