import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { atTime } from '../../src/protocol/atTime.ts'
import { bare, NOW, operation, PACE, snapshot } from './protocolKit.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Asked last at NOW, and again in ten minutes. */
const asked = snapshot({ nextPollAt: NOW + 10 * MINUTE, waitMs: 10 * MINUTE })

test('answers the same object where time changed nothing', () => {
  expect(atTime(asked, NOW, PACE)).toBe(asked)
  expect(atTime(asked, NOW + 5 * MINUTE - 1, PACE)).toBe(asked)
  const stuck = atTime(asked, NOW + 5 * MINUTE, PACE)
  expect(atTime(stuck, NOW + 6 * MINUTE, PACE)).toBe(stuck)
})

describe('stuck', () => {
  test('begins when it has been watched for five minutes', () => {
    expect(atTime(asked, NOW + 5 * MINUTE - 1, PACE).isStuck).toBe(false)
    expect(atTime(asked, NOW + 5 * MINUTE, PACE).isStuck).toBe(true)
    const again = { ...asked, watchedMs: 4 * MINUTE }
    expect(atTime(again, NOW + MINUTE - 1, PACE).isStuck).toBe(false)
    expect(atTime(again, NOW + MINUTE, PACE).isStuck).toBe(true)
  })

  test.each([
    ['the clock is ahead of the server', '2020-01-05T09:00:00Z'],
    ['the clock is behind the server', '2036-01-05T09:00:00Z'],
    ['the server names no time', 'yesterday'],
  ])('does not ask when the server made it: %s', (_, createdAt) => {
    const known = bare({ operation: operation({ createdAt }) })
    expect(atTime(known, NOW, PACE).isStuck).toBe(false)
  })

  test.each([25 * 60 * MINUTE, 3650 * DAY])(
    'does not begin where a clock jumped, or a computer slept, for %i ms',
    (ms) => {
      const soon = snapshot()
      expect(atTime(soon, NOW + ms, PACE).isStuck).toBe(false)
      expect(atTime(soon, NOW - ms, PACE).isStuck).toBe(false)
    },
  )

  test('changes neither the deadline nor what wakes it', () => {
    expect(atTime(asked, NOW + 5 * MINUTE, PACE)).toEqual({ ...asked, isStuck: true })
  })
})

test('what is settled stays as it is', () => {
  const settled = snapshot({ wake: 'never', operation: operation({ status: 'FAILED' }) })
  expect(atTime(settled, NOW + 30 * DAY, PACE)).toBe(settled)
})

test('a completed operation whose resource is looked for is not stuck', () => {
  const searching = snapshot({
    operation: operation({ status: 'COMPLETED' }),
    resource: { state: 'searching' },
  })
  expect(atTime(searching, NOW + 6 * MINUTE, PACE).isStuck).toBe(false)
})

test('a clock that went back costs one wait, not the time it went back', () => {
  const back = atTime(snapshot(), NOW - DAY, PACE)
  expect(back.nextPollAt).toBe(NOW - DAY + 2_000)
})

test('whatever the clock does, the next poll is at most one wait away', () => {
  fc.assert(
    fc.property(fc.integer({ min: -DAY, max: DAY }), fc.integer({ min: 0, max: 600_000 }), (jump, waitMs) => {
      const pending = snapshot({ nextPollAt: NOW + waitMs, waitMs })
      const after = atTime(pending, NOW + jump, PACE)
      expect(after.nextPollAt - (NOW + jump)).toBeLessThanOrEqual(Math.max(waitMs, PACE.minPollMs))
    }),
  )
})
