import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readHttpDate } from '../../src/protocol/retryAfter.ts'
import { NOW } from './samples.ts'

const SUNDAY = Date.parse('1994-11-06T08:49:37Z')

describe('the three formats of RFC 9110 mean the same time', () => {
  test.each([
    ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT'],
    ['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
    ['asctime', 'Sun Nov  6 08:49:37 1994'],
  ])('%s', (_, value) => {
    expect(readHttpDate(value, NOW)).toBe(SUNDAY)
  })
})

test.each([
  ['26', '2026-01-05T00:00:00Z'],
  ['75', '2075-01-05T00:00:00Z'],
  ['77', '1977-01-05T00:00:00Z'],
  ['99', '1999-01-05T00:00:00Z'],
  ['00', '2000-01-05T00:00:00Z'],
])('the two-digit year %s is at most 50 years ahead', (year, expected) => {
  expect(readHttpDate(`Monday, 05-Jan-${year} 00:00:00 GMT`, NOW)).toBe(Date.parse(expected))
})

test('a leap second is the last second of its own minute, or the first of the next', () => {
  const at = readHttpDate('Sat, 31 Dec 2016 23:59:60 GMT', NOW)
  expect(at).toBeGreaterThanOrEqual(Date.parse('2016-12-31T23:59:59Z'))
  expect(at).toBeLessThanOrEqual(Date.parse('2017-01-01T00:00:00Z'))
})

test('February 29 is a date only in leap years', () => {
  expect(readHttpDate('Thu, 29 Feb 2024 00:00:00 GMT', NOW)).toBe(Date.parse('2024-02-29T00:00:00Z'))
  expect(readHttpDate('Sun, 29 Feb 2026 00:00:00 GMT', NOW)).toBeUndefined()
})

describe('anything else is not a date', () => {
  test.each([
    '',
    '0',
    '120',
    'soon',
    'Sun, 31 Feb 2026 08:49:37 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:37 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 anF 1994 08:49:37 GMT',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 8:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
    '06 Nov 1994 08:49:37 GMT',
    '1994-11-06T08:49:37Z',
    '11/06/1994',
    'Sun Nov  6 08:49:37 1994 GMT',
    '_,06,Nov,1994,08:49:37',
    'Sun, 06 Nov 1994 08:49:37 GMT\n',
  ])('%j', (value) => {
    expect(readHttpDate(value, NOW)).toBeUndefined()
  })

  test('nor is random text, unless it looks like a date', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: fc.constantFrom(...Array.from('SunNov 06,:-1984GMT_')) }),
        (text) => {
          const at = readHttpDate(text, NOW)
          expect(at === undefined || /^\w{3,9},? .*\d\d:\d\d:\d\d/.test(text)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

test('every second of four centuries is read back as it was written', () => {
  const seconds = fc.integer({ min: Date.parse('1900-01-01') / 1000, max: Date.parse('2300-01-01') / 1000 })
  fc.assert(
    fc.property(seconds, (second) => {
      expect(readHttpDate(new Date(second * 1000).toUTCString(), NOW)).toBe(second * 1000)
    }),
  )
})
