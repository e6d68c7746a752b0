import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { atTime } from '../../src/protocol/atTime.ts'
import { bare, NOW, operation, PACE, snapshot } from './protocolKit.ts'

const MINUTE = 60_000
const DAY = 86_400_000

test('answers the same object where time changed nothing', () => {
  const pending = snapshot()
  expect(atTime(pending, NOW, PACE)).toBe(pending)
  expect(atTime(pending, NOW + 5 * MINUTE - 1, PACE)).toBe(pending)
  const stuck = atTime(pending, NOW + 5 * MINUTE, PACE)
  expect(atTime(stuck, NOW + 6 * MINUTE, PACE)).toBe(stuck)
})

describe('stuck', () => {
  test('begins five minutes after the acceptance', () => {
    expect(atTime(snapshot(), NOW + 5 * MINUTE - 1, PACE).isStuck).toBe(false)
    expect(atTime(snapshot(), NOW + 5 * MINUTE, PACE).isStuck).toBe(true)
  })

  test('is measured from the server’s own word where there was no 202 here', () => {
    const known = bare({ operation: operation({ createdAt: '2026-01-05T08:56:00Z' }) })
    expect(atTime(known, NOW + MINUTE - 1, PACE).isStuck).toBe(false)
    expect(atTime(known, NOW + MINUTE, PACE).isStuck).toBe(true)
  })

  test('is measured from when we first heard of it, where nobody said more', () => {
    expect(atTime(bare(), NOW + 5 * MINUTE - 1, PACE).isStuck).toBe(false)
    expect(atTime(bare(), NOW + 5 * MINUTE, PACE).isStuck).toBe(true)
    const junk = bare({ operation: operation({ createdAt: 'yesterday' }) })
    expect(atTime(junk, NOW + 5 * MINUTE, PACE).isStuck).toBe(true)
  })

  test('changes neither the deadline nor what wakes it', () => {
    const pending = snapshot({ nextPollAt: NOW + 6 * MINUTE, waitMs: 2 * MINUTE })
    expect(atTime(pending, NOW + 5 * MINUTE, PACE)).toEqual({ ...pending, isStuck: true })
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
