import * as fc from 'fast-check'
import { readRetryAfter } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { NOW } from './samples.ts'

const read = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), NOW)

test.each([
  ['5', 5_000],
  [' 5 ', 5_000],
  ['0', 0],
  ['007', 7_000],
  ['86400', 86_400_000],
  ['30.0', 30_000],
  ['1.5', 1_500],
  ['0.0004', 1],
])('delta-seconds %j are %i ms', (value, expected) => {
  expect(read({ 'retry-after': value })).toBe(expected)
})

describe('Retry-After is ignored if it is', () => {
  test.each([
    '',
    '   ',
    '-1',
    '+5',
    '1.',
    '.5',
    '1.5.1',
    '-1.5',
    '1,5',
    '5, 10',
    '5s',
    '0x10',
    '1e3',
    'NaN',
    'Infinity',
    'soon',
    'null',
    '٣',
    'Mon, 05 Jan 2026 08:59:59 GMT',
    'Mon, 05 Jan 2026 09:00:00 GMT',
    'Mon, 35 Jan 2026 09:00:00 GMT',
    '2026-01-05T09:01:00Z',
  ])('%j', (value) => {
    expect(readRetryAfter({ get: (name) => (name === 'retry-after' ? value : null) }, NOW)).toBeUndefined()
  })

  test('missing', () => {
    expect(read({})).toBeUndefined()
  })
})

test.each(['Mon, 05 Jan 2026 09:01:30 GMT', 'Monday, 05-Jan-26 09:01:30 GMT', 'Mon Jan  5 09:01:30 2026'])(
  'the date %j is measured against our clock if the response has no Date',
  (value) => {
    expect(read({ 'retry-after': value })).toBe(90_000)
    expect(read({ 'retry-after': value, date: 'nonsense' })).toBe(90_000)
  },
)

test.each([
  ['an hour behind ours', '2026-01-05T08:00:00Z'],
  ['an hour ahead of ours', '2026-01-05T10:00:00Z'],
  ['years behind ours', '2019-06-01T00:00:00Z'],
])('a date is measured against the clock that wrote it, %s', (_, serverNow) => {
  const sentAt = Date.parse(serverNow)
  const headers = {
    date: new Date(sentAt).toUTCString(),
    'retry-after': new Date(sentAt + 7_000).toUTCString(),
  }
  expect(read(headers)).toBe(7_000)
})

describe('a date in a cached response', () => {
  const read30 = (age: string, date: string | null = 'Mon, 05 Jan 2026 12:00:00 GMT') =>
    readRetryAfter(
      {
        get: (name) => ({ 'retry-after': 'Mon, 05 Jan 2026 12:00:30 GMT', date, age })[name] ?? null,
      },
      Date.parse('2026-01-05T12:00:10Z'),
    )

  test('is closer by the Age of the response', () => {
    expect(read30('0')).toBe(30_000)
    expect(read30('20')).toBe(10_000)
    expect(read30('29')).toBe(1_000)
  })

  test('that has passed meanwhile is ignored', () => {
    expect(read30('30')).toBeUndefined()
    expect(read30('86400')).toBeUndefined()
    expect(read30('9'.repeat(400))).toBeUndefined()
  })

  test.each(['', 'junk', '-5', 'NaN', '5, 5'])('ignores an invalid Age: %j', (age) => {
    expect(read30(age)).toBe(30_000)
  })

  test('without a Date is measured against our clock, which needs no Age', () => {
    expect(read30('20', null)).toBe(20_000)
  })
})

test('a date that is past by its own clock is ignored, even if it is ahead of ours', () => {
  const headers = { date: 'Mon, 05 Jan 2026 12:00:00 GMT', 'retry-after': 'Mon, 05 Jan 2026 11:59:00 GMT' }
  expect(read(headers)).toBeUndefined()
})

test('whatever the header says, the result is a wait that JSON can represent, or undefined', () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.bigInt().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 1, maxLength: 500 }),
  )
  fc.assert(
    fc.property(value, value, (retryAfter, date) => {
      const get = (name: string) => (name === 'retry-after' ? retryAfter : name === 'date' ? date : null)
      const waitMs = readRetryAfter({ get }, NOW)
      if (waitMs === undefined) return
      expect(Number.isFinite(waitMs)).toBe(true)
      expect(waitMs).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 2_000 },
  )
})
