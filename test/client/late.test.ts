import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { late } from '../../src/client/late.ts'
import { RequestError } from '../../src/protocol/errors.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PART = { answer: 42 }

it('is loaded once, however many ask for it, and then there at once', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.resolve(PART))
  const part = late(load)
  expect(part.now()).toBeUndefined()
  expect(load).not.toHaveBeenCalled()
  expect(await Promise.all([part.load(), part.load()])).toEqual([PART, PART])
  expect(await part.load()).toBe(PART)
  expect(part.now()).toBe(PART)
  expect(load).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

it('tells those who wait for it when it is there, unless they have left', async () => {
  const part = late(() => Promise.resolve(PART))
  const told = vi.fn<() => void>()
  const left = vi.fn<() => void>()
  part.subscribe(told)
  part.subscribe(left)()
  await part.load()
  expect(told).toHaveBeenCalledTimes(1)
  expect(left).not.toHaveBeenCalled()
})

it('says why it could not be loaded, and is tried again when it is asked for again', async () => {
  const load = vi
    .fn<() => Promise<typeof PART>>()
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
    .mockResolvedValueOnce(PART)
  const part = late(load)
  const error: unknown = await part.load().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RequestError)
  expect(error).toMatchObject({
    failure: { kind: 'network', message: expect.stringContaining('Failed to fetch') },
  })
  expect(part.now()).toBeUndefined()
  expect(await part.load()).toBe(PART)
})

it('takes one that does not come in fifteen seconds for one that never comes', async () => {
  const part = late(() => new Promise<typeof PART>(() => undefined))
  const asked = part.load().catch((thrown: unknown) => thrown)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await asked).toMatchObject({ failure: { kind: 'network' } })
})
