import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { applyTime } from '../../src/protocol/snapshot.ts'
import { NOW, PACE, bare, operation, snapshot } from './samples.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Last polled at `NOW`, and due again in ten minutes. */
const asked = snapshot({ nextPollAt: NOW + 10 * MINUTE, waitMs: 10 * MINUTE })

test('applyTime returns the same object if time changed nothing', () => {
  expect(applyTime(asked, NOW, PACE)).toBe(asked)
  expect(applyTime(asked, NOW + 5 * MINUTE - 1, PACE)).toBe(asked)
  const stuck = applyTime(asked, NOW + 5 * MINUTE, PACE)
  expect(applyTime(stuck, NOW + 6 * MINUTE, PACE)).toBe(stuck)
})

describe('stuck', () => {
  test('begins after five minutes of watching', () => {
    expect(applyTime(asked, NOW + 5 * MINUTE - 1, PACE).isStuck).toBe(false)
    expect(applyTime(asked, NOW + 5 * MINUTE, PACE).isStuck).toBe(true)
    const again = { ...asked, watchedMs: 4 * MINUTE }
    expect(applyTime(again, NOW + MINUTE - 1, PACE).isStuck).toBe(false)
    expect(applyTime(again, NOW + MINUTE, PACE).isStuck).toBe(true)
  })

  test.each([
    ['the clock is ahead of the server', '2020-01-05T09:00:00Z'],
    ['the clock is behind the server', '2036-01-05T09:00:00Z'],
    ['the server names no time', 'yesterday'],
  ])('does not depend on when the server created the operation: %s', (_, createdAt) => {
    const known = bare({ operation: operation({ createdAt }) })
    expect(applyTime(known, NOW, PACE).isStuck).toBe(false)
  })

  test.each([25 * 60 * MINUTE, 3650 * DAY])(
    'does not begin if the clock jumps, or the computer sleeps, for %i ms',
    (ms) => {
      const soon = snapshot()
      expect(applyTime(soon, NOW + ms, PACE).isStuck).toBe(false)
      expect(applyTime(soon, NOW - ms, PACE).isStuck).toBe(false)
    },
  )

  test('changes neither the deadline nor what wakes it', () => {
    expect(applyTime(asked, NOW + 5 * MINUTE, PACE)).toEqual({ ...asked, isStuck: true })
  })
})

test('a settled snapshot stays as it is', () => {
  const settled = snapshot({ wake: 'never', operation: operation({ status: 'FAILED' }) })
  expect(applyTime(settled, NOW + 30 * DAY, PACE)).toBe(settled)
})

test('a completed operation whose resource is searched for is not stuck', () => {
  const searching = snapshot({
    operation: operation({ status: 'COMPLETED' }),
    resource: { state: 'searching' },
  })
  expect(applyTime(searching, NOW + 6 * MINUTE, PACE).isStuck).toBe(false)
})

test('a clock that jumps back costs one wait, not the length of the jump', () => {
  const back = applyTime(snapshot(), NOW - DAY, PACE)
  expect(back.nextPollAt).toBe(NOW - DAY + 2_000)
})

test('whatever the clock does, the next poll is at most one wait away', () => {
  fc.assert(
    fc.property(fc.integer({ min: -DAY, max: DAY }), fc.integer({ min: 0, max: 600_000 }), (jump, waitMs) => {
      const pending = snapshot({ nextPollAt: NOW + waitMs, waitMs })
      const after = applyTime(pending, NOW + jump, PACE)
      expect(after.nextPollAt - (NOW + jump)).toBeLessThanOrEqual(Math.max(waitMs, PACE.minPollMs))
    }),
  )
})
