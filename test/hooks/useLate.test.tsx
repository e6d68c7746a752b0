import { act, renderHook } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { late } from '../../src/client/late.ts'
import { useLate } from '../../src/hooks/useLate.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PART = { answer: 42 }
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('loads a part only when it is needed', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.resolve(PART))
  const part = late(load)
  const { result, rerender } = renderHook(({ isNeeded }) => useLate(part, isNeeded), {
    initialProps: { isNeeded: false },
  })
  await pass(1_000)
  expect(load).not.toHaveBeenCalled()
  rerender({ isNeeded: true })
  await pass(0)
  expect(result.current).toBe(PART)
})

it('tries again after one second, two, four, until it is there', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.reject(new TypeError('Failed to fetch')))
  const part = late(load)
  const { result } = renderHook(() => useLate(part, true))
  await pass(0)
  expect(load).toHaveBeenCalledTimes(1)
  await pass(1_000)
  expect(load).toHaveBeenCalledTimes(2)
  await pass(1_900)
  expect(load).toHaveBeenCalledTimes(2)
  load.mockResolvedValue(PART)
  await pass(100)
  expect(result.current).toBe(PART)
  await pass(60_000)
  expect(load).toHaveBeenCalledTimes(3)
})

it('tries no more once its component is gone', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.reject(new TypeError('Failed to fetch')))
  const { unmount } = renderHook(() => useLate(late(load), true))
  await pass(0)
  const count = load.mock.calls.length
  unmount()
  await pass(60_000)
  expect(load).toHaveBeenCalledTimes(count)
  expect(vi.getTimerCount()).toBe(0)
})

it('is not there on a server, nor while its page is hydrated, though the module may be', async () => {
  const part = late(() => Promise.resolve(PART))
  await part.load()
  const Shown = () => <p>{useLate(part, true) ? 'there' : 'not yet'}</p>
  expect(renderToString(<Shown />)).toBe('<p>not yet</p>')
})
