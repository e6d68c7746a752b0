import { afterEach, describe, expect, it, vi } from 'vitest'

import { formatAgo, formatDuration, formatInstant } from '../../../src/components/elements/Time.tsx'
import { toPlural } from '../../../src/components/messages/locale.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const AT = Date.parse('2026-01-05T09:00:00Z')

describe.each([
  ['formatInstant', () => formatInstant(AT, 'fr-CA', 'date')],
  ['formatDuration', () => formatDuration(65_000, 'fr-CA')],
  ['formatAgo', () => formatAgo(65_000, 'fr-CA')],
  ['toPlural', () => toPlural('fr-CA', 2, { other: 'other' })],
])('%s', (_, format) => {
  it('creates its formatters once, because that takes far longer than using them', () => {
    const first = format()
    const created = (
      ['DateTimeFormat', 'NumberFormat', 'ListFormat', 'RelativeTimeFormat', 'PluralRules'] as const
    ).map((name) => vi.spyOn(Intl, name))
    expect(format()).toBe(first)
    for (const spy of created) expect(spy).not.toHaveBeenCalled()
  })
})

const SUMMER = Date.parse('2026-07-05T09:00:00Z')

/** Each pair has one offset, in winter or in summer. */
it.each([
  [[AT, 'America/New_York', '4:00 AM'] as const, [AT, 'Asia/Tokyo', '6:00 PM'] as const],
  [[AT, 'America/New_York', '4:00 AM'] as const, [SUMMER, 'America/Chicago', '4:00 AM'] as const],
  [[AT, 'Europe/Berlin', '10:00 AM'] as const, [SUMMER, 'Africa/Lagos', '10:00 AM'] as const],
  [[SUMMER, 'Europe/Berlin', '11:00 AM'] as const, [AT, 'Africa/Cairo', '11:00 AM'] as const],
])('a time is shown in the zone that the browser has now: %o, then %o', (...places) => {
  for (const [at, zone, shown] of places) {
    vi.stubEnv('TZ', zone)
    expect(formatInstant(at, 'en', 'time').replaceAll(/\s/g, ' ')).toBe(shown)
  }
})
