import * as fc from 'fast-check'
import type { OperationSnapshot } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { PollAnswer } from '../../src/protocol/advance.ts'
import { advance } from '../../src/protocol/advance.ts'
import { createSnapshot, isSnapshot, newerSnapshot } from '../../src/protocol/snapshot.ts'
import { IDENTITY, NOW, PACE, accepted, operation, snapshot } from './samples.ts'

const unread = snapshot()
const pending = snapshot({ operation: operation(), nextPollAt: NOW + 9_000 })
const searching = snapshot({
  operation: operation({ status: 'COMPLETED' }),
  resource: { state: 'searching' },
})
const completed = snapshot({
  operation: operation({ status: 'COMPLETED' }),
  resource: { state: 'none' },
  wake: 'never',
})
const failed = snapshot({ operation: operation({ status: 'FAILED' }), wake: 'never' })

test('newerSnapshot returns the snapshot that is further along', () => {
  const ordered = [unread, pending, searching, completed]
  for (const [index, less] of ordered.entries()) {
    for (const more of ordered.slice(index + 1)) {
      expect(newerSnapshot(less, more)).toEqual(more)
      expect(newerSnapshot(more, less)).toEqual(more)
    }
  }
})

test('newerSnapshot returns the newer snapshot even if its deadline is earlier, as after a clock jumped back', () => {
  const newer = { ...pending, nextPollAt: pending.nextPollAt - 3_600_000 }
  expect(newerSnapshot(pending, newer)).toBe(newer)
})

test.each([
  ['FAILED', failed, completed],
  ['COMPLETED', completed, failed],
  ['COMPLETED, whose resource is searched for,', searching, failed],
])('%s stays, whatever arrives late', (_, before, after) => {
  const late = { ...after, nextPollAt: before.nextPollAt + 60_000 }
  expect(newerSnapshot(before, late).operation?.status).toBe(before.operation?.status)
})

test('newerSnapshot keeps what only one of the two knows about the 202', () => {
  const { accepted: _, ...stranger } = completed
  expect(newerSnapshot(unread, stranger)).toEqual({ ...stranger, accepted: accepted() })
  expect(newerSnapshot(stranger, unread).accepted).toEqual(accepted())
})

describe('newerSnapshot counts the time watched', () => {
  /** Polled at `NOW`, after ten seconds of watching. */
  const read = { ...pending, watchedMs: 10_000, nextPollAt: NOW + 5_000, waitMs: 5_000 }

  test.each([
    ['by whoever watched longer, up to the same poll', 25_000, NOW, 25_000],
    ['once, if the kept one was polled before the other', 25_000, NOW + 4_000, 21_000],
    ['not less than the kept one has, if both watched at the same time', 14_000, NOW + 4_000, 10_000],
    ['as it was then, if the kept one was polled after the other', 25_000, NOW - 4_000, 25_000],
    ['without the sleep between the two polls', 50_000, NOW + 3_600_000, 15_000],
  ])('%s', (_, watchedMs, polledAt, kept) => {
    const other = { ...unread, watchedMs, nextPollAt: polledAt + 2_000, waitMs: 2_000 }
    expect(newerSnapshot(read, other)).toEqual({ ...read, watchedMs: kept })
    expect(newerSnapshot(other, read)).toEqual({ ...read, watchedMs: kept })
  })
})

describe('two successive operations at one URL', () => {
  const keyed = (idempotencyKey: string | undefined, acceptedAt: number) =>
    accepted({ ...(idempotencyKey !== undefined && { idempotencyKey }), acceptedAt })

  test.each([
    ['by their keys', keyed('a', NOW), keyed('b', NOW + 1)],
    ['without keys, by their times', keyed(undefined, NOW), keyed(undefined, NOW + 1)],
  ])('are told apart %s: the one that was accepted last counts', (_, one, other) => {
    const ended = { ...completed, accepted: one }
    const begun = { ...unread, accepted: other }
    expect(newerSnapshot(ended, begun)).toBe(begun)
    expect(newerSnapshot(begun, ended)).toBe(begun)
  })

  test('but the same key means the same operation, even if its 202 arrived twice', () => {
    const ended = { ...completed, accepted: keyed('a', NOW) }
    const again = { ...unread, accepted: keyed('a', NOW + 1) }
    expect(newerSnapshot(ended, again)).toBe(ended)
  })
})

test.each([
  [unread, true],
  [undefined, false],
  [null, false],
  ['wake', false],
  [{ status: 'PENDING' }, false],
])('isSnapshot(%j) is %j', (value, expected) => {
  expect(isSnapshot(value)).toBe(expected)
})

const rank = ({ wake, operation: known }: OperationSnapshot) =>
  wake === 'never' ? 3 : known ? (known.status === 'PENDING' ? 1 : 2) : 0

describe('in every order of responses, from this tab and from another', () => {
  const answer: fc.Arbitrary<PollAnswer> = fc.oneof(
    fc.record({
      operation: fc
        .constantFrom('PENDING', 'COMPLETED', 'FAILED', 'CANCELLED')
        .map((status) => operation({ status, rawStatus: status })),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
    }),
    fc.record({
      error: fc.record({
        kind: fc.constantFrom('network', 'server', 'contract', 'unauthorized', 'notFound', 'gone'),
        message: fc.constant('x'),
      }),
    }),
    fc.record({ resource: fc.constantFrom({ state: 'none' }, { state: 'notFound' }) }),
  )
  const step = fc.record({ answer, isHere: fc.boolean(), gap: fc.integer({ min: -5_000, max: 60_000 }) })
  test('nothing goes back, and a final status never changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let now = NOW
        let here: OperationSnapshot = snapshot()
        let there: OperationSnapshot = createSnapshot(IDENTITY, NOW)
        for (const { answer: given, isHere, gap } of steps) {
          now += gap
          const before = here
          const context = { now, random: 0.5, pace: PACE }
          if (isHere) here = advance(here, given, context)
          else {
            there = advance(there, given, context)
            here = newerSnapshot(here, there)
          }
          expect(rank(here)).toBeGreaterThanOrEqual(rank(before))
          const statuses = [before, here].map(({ operation: known }) => known?.status)
          expect(rank(before) < 2 || statuses[0] === statuses[1]).toBe(true)
        }
      }),
    )
  })
})
