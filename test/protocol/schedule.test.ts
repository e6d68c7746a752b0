import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createPace } from '../../src/protocol/pace.ts'
import type { WaitInput } from '../../src/protocol/schedule.ts'
import { toWaitMs, toWakeMs } from '../../src/protocol/schedule.ts'
import { NOW, PACE, snapshot } from './samples.ts'

function wait(input: Partial<WaitInput>, random = 0, pace = PACE): number {
  return toWaitMs(
    { retryAfterMs: undefined, answersWithoutRetryAfter: 1, failures: 0, slow: false, ...input },
    { random, pace },
  )
}

describe('createPace', () => {
  test('has defaults of 1 s, 10 min, 5 min and a day', () => {
    expect(createPace({})).toEqual({
      minPollMs: 1_000,
      maxRetryAfterMs: 600_000,
      stuckAfterMs: 300_000,
      maxWatchMs: 86_400_000,
      requestTimeoutMs: 30_000,
      maxConcurrentPolls: 6,
    })
  })

  test('accepts a minimum below a second', () => {
    expect(createPace({ minPollMs: 5 }).minPollMs).toBe(5)
  })

  test.each([0, -1, -Infinity, NaN])(
    'refuses %d for each of them, and names the limit and its value',
    (value) => {
      for (const name of ['minPollMs', 'maxRetryAfterMs', 'stuckAfterMs', 'maxWatchMs']) {
        expect(() => createPace({ [name]: value })).toThrow(RangeError)
        expect(() => createPace({ [name]: value })).toThrow(`${name},${value}`)
      }
    },
  )

  test.each([Infinity, 2 ** 31, 60 * 86_400_000])(
    'accepts %d for each of them except the shortest wait',
    (value) => {
      for (const name of ['maxRetryAfterMs', 'stuckAfterMs', 'maxWatchMs']) {
        expect(createPace({ [name]: value })).toMatchObject({ [name]: value })
      }
      expect(() => createPace({ minPollMs: value })).toThrow(RangeError)
    },
  )

  test('refuses an infinite shortest wait', () => {
    expect(() => createPace({ minPollMs: Infinity, maxRetryAfterMs: Infinity })).toThrow(RangeError)
  })

  test('refuses a minimum above the maximum', () => {
    expect(() => createPace({ minPollMs: 5_000, maxRetryAfterMs: 4_999 })).toThrow(RangeError)
    expect(createPace({ minPollMs: 5_000, maxRetryAfterMs: 5_000 }).minPollMs).toBe(5_000)
  })
})

describe('toWaitMs', () => {
  test('is exactly what the response asked for, within the limits', () => {
    expect(wait({ retryAfterMs: 7_000 }, 0.9)).toBe(7_000)
    expect(wait({ retryAfterMs: 0 })).toBe(1_000)
    expect(wait({ retryAfterMs: 10 })).toBe(1_000)
    expect(wait({ retryAfterMs: 600_001 })).toBe(600_000)
    expect(wait({ retryAfterMs: Infinity })).toBe(600_000)
  })

  test('may be below a second if minPollMs allows it', () => {
    expect(wait({ retryAfterMs: 20 }, 0, createPace({ minPollMs: 10 }))).toBe(20)
  })

  test('is the server’s last value if this response names none', () => {
    expect(wait({ serverRetryAfterMs: 4_000, answersWithoutRetryAfter: 1 }, 0.9)).toBe(4_000)
    expect(wait({ serverRetryAfterMs: 4_000, answersWithoutRetryAfter: 9 }, 0.9)).toBe(4_000)
  })

  test('prefers the value of this response to the last one', () => {
    expect(wait({ retryAfterMs: 2_000, serverRetryAfterMs: 9_000 })).toBe(2_000)
  })

  test('starts at one second if the server names no time, and grows to half a minute', () => {
    const waits = Array.from({ length: 20 }, (_, index) => wait({ answersWithoutRetryAfter: index + 1 }))
    expect(waits[0]).toBe(1_000)
    for (const [index, value] of waits.entries()) expect(value).toBeGreaterThanOrEqual(waits[index - 1] ?? 0)
    expect(waits[3]).toBeGreaterThan(1_000)
    expect(waits.at(-1)).toBe(30_000)
  })

  test('grows with failures to half a minute, and is never below the server’s own pace', () => {
    expect([1, 2, 3, 4, 5, 6, 50, 5_000].map((failures) => wait({ failures }))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
    expect(wait({ failures: 1, serverRetryAfterMs: 9_000 })).toBe(9_000)
    expect(wait({ failures: 6, serverRetryAfterMs: 9_000 })).toBe(30_000)
  })

  test('obeys the Retry-After of a failure, even if it is shorter than the backoff', () => {
    expect(wait({ failures: 6, retryAfterMs: 3_000, serverRetryAfterMs: 9_000 })).toBe(3_000)
  })

  test('allows at most two polls a minute if slow, and no more than the server said', () => {
    expect(wait({ slow: true, retryAfterMs: 2_000 })).toBe(30_000)
    expect(wait({ slow: true, retryAfterMs: 45_000 })).toBe(45_000)
    expect(wait({ slow: true, failures: 1 })).toBe(30_000)
  })

  test('is only ever lengthened by jitter, within the limits', () => {
    const ms = fc.option(fc.integer({ min: 0, max: 2 ** 40 }), { nil: undefined })
    const count = fc.integer({ min: 0, max: 2_000 })
    fc.assert(
      fc.property(
        ms,
        ms,
        count,
        count,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (retryAfterMs, serverRetryAfterMs, answersWithoutRetryAfter, failures, slow, random) => {
          const input = { retryAfterMs, serverRetryAfterMs, answersWithoutRetryAfter, failures, slow }
          const spread = toWaitMs(input, { random, pace: PACE })
          expect(spread).toBeGreaterThanOrEqual(toWaitMs(input, { random: 0, pace: PACE }))
          expect(spread).toBeGreaterThanOrEqual(Math.min(retryAfterMs ?? 0, PACE.maxRetryAfterMs))
          expect(spread).toBeGreaterThanOrEqual(PACE.minPollMs)
          expect(spread).toBeLessThanOrEqual(PACE.maxRetryAfterMs)
        },
      ),
    )
  })

  test('has jitter if the server did not name a time', () => {
    expect(wait({ answersWithoutRetryAfter: 5 }, 1)).toBeGreaterThan(wait({ answersWithoutRetryAfter: 5 }, 0))
    expect(wait({ failures: 3 }, 1)).toBeGreaterThan(wait({ failures: 3 }, 0))
  })
})

describe('toWakeMs', () => {
  test.each(['focus', 'manual', 'never'] as const)('sets no timer for %s', (wake) => {
    expect(toWakeMs(snapshot({ wake }), NOW, PACE)).toBe(false)
  })

  test('is the time left until the next poll', () => {
    expect(toWakeMs(snapshot(), NOW, PACE)).toBe(2_000)
    expect(toWakeMs(snapshot(), NOW + 1_999.5, PACE)).toBe(1)
  })

  test('is never 0 or less, which would mean no interval', () => {
    expect(toWakeMs(snapshot(), NOW + 2_000, PACE)).toBe(1)
    expect(toWakeMs(snapshot(), NOW + 99_000, PACE)).toBe(1)
  })

  test('is never longer than a timer allows, whatever the server asks for', () => {
    const waitMs = 60 * 86_400_000
    const patient = snapshot({ nextPollAt: NOW + waitMs, waitMs })
    const endless = createPace({ maxRetryAfterMs: Infinity, stuckAfterMs: Infinity })
    expect(toWakeMs(patient, NOW, endless)).toBe(2 ** 31 - 1)
  })

  test('is never longer than the wait itself, even if the clock jumped back by a day', () => {
    expect(toWakeMs(snapshot(), NOW - 86_400_000, PACE)).toBe(2_000)
  })

  test('wakes once at the moment when the operation becomes stuck', () => {
    const late = snapshot({ watchedMs: 200_000, nextPollAt: NOW + 400_000, waitMs: 200_000 })
    expect(toWakeMs(late, NOW + 250_000, PACE)).toBe(50_000)
    expect(toWakeMs({ ...late, isStuck: true }, NOW + 250_000, PACE)).toBe(150_000)
  })

  test('is always a whole number that a timer accepts, whatever the clocks say', () => {
    const time = fc.integer({ min: 0, max: 2 ** 42 })
    fc.assert(
      fc.property(time, time, fc.integer({ min: 0, max: 600_000 }), (now, nextPollAt, waitMs) => {
        const ms = toWakeMs(snapshot({ nextPollAt, waitMs }), now, PACE)
        expect(Number.isInteger(ms)).toBe(true)
        expect(ms).toBeGreaterThanOrEqual(1)
        expect(ms).toBeLessThanOrEqual(Math.max(1, waitMs))
      }),
    )
  })
})
