import { act, renderHook } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { lazy } from '../../src/client/http/lazy.ts'
import { useLazy } from '../../src/hooks/useLazy.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PART = { answer: 42 }
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('a chunk is loaded only when it is needed', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.resolve(PART))
  const part = lazy(load)
  const { result, rerender } = renderHook(({ isNeeded }) => useLazy(part, isNeeded), {
    initialProps: { isNeeded: false },
  })
  await pass(1_000)
  expect(load).not.toHaveBeenCalled()
  rerender({ isNeeded: true })
  await pass(0)
  expect(result.current).toBe(PART)
})

it('a failed load is retried after one second, two, four, until it succeeds', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.reject(new TypeError('Failed to fetch')))
  const part = lazy(load)
  const { result } = renderHook(() => useLazy(part, true))
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

it('a failed load is not retried after its component is gone', async () => {
  const load = vi.fn<() => Promise<typeof PART>>(() => Promise.reject(new TypeError('Failed to fetch')))
  const { unmount } = renderHook(() => useLazy(lazy(load), true))
  await pass(0)
  const count = load.mock.calls.length
  unmount()
  await pass(60_000)
  expect(load).toHaveBeenCalledTimes(count)
  expect(vi.getTimerCount()).toBe(0)
})

it('a chunk is not used on a server or during hydration, even if its module is loaded', async () => {
  const part = lazy(() => Promise.resolve(PART))
  await part.load()
  const Shown = () => <p>{useLazy(part, true) ? 'there' : 'not yet'}</p>
  expect(renderToString(<Shown />)).toBe('<p>not yet</p>')
})
