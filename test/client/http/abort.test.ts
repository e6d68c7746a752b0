import { afterEach, describe, expect, test, vi } from 'vitest'

import { sleep } from '../../../src/client/http/abort.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('sleep', () => {
  test('ends after its time, and adds only one listener to the signal', async () => {
    vi.useFakeTimers()
    const { signal } = new AbortController()
    const listen = vi.spyOn(signal, 'addEventListener')
    await Promise.all([sleep(0, signal), sleep(0, signal), vi.advanceTimersByTimeAsync(0)])
    const sleeping = sleep(1_000, signal)
    await vi.advanceTimersByTimeAsync(999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await sleeping
    expect(listen).toHaveBeenCalledTimes(1)
  })

  test.each([2 ** 31, 60 * 86_400_000])('takes its whole time even if that is %d ms', async (ms) => {
    vi.useFakeTimers()
    const woken = vi.fn<() => void>()
    void sleep(ms).then(woken)
    await vi.advanceTimersByTimeAsync(ms - 1)
    expect(woken).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(woken).toHaveBeenCalled()
  })

  test('rejects early with the signal’s reason, and leaves no timer', async () => {
    vi.useFakeTimers()
    const controller = new AbortController()
    const sleeping = sleep(1_000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does not start if the signal is already aborted', async () => {
    vi.useFakeTimers()
    await expect(sleep(1_000, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })
})
