import { afterEach, describe, expect, it, vi } from 'vitest'

import { formatAgo, formatDuration, formatInstant } from '../../../src/components/elements/formatTime.ts'
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

it('a time is shown in the zone that the browser has now', () => {
  const shown = ['America/New_York', 'Asia/Tokyo', 'America/New_York'].map((zone) => {
    vi.stubEnv('TZ', zone)
    return formatInstant(AT, 'en', 'time').replaceAll(/\s/g, ' ')
  })
  expect(shown).toEqual(['4:00 AM', '6:00 PM', '4:00 AM'])
})
