import { expect, it } from 'vitest'

import { formatDuration } from '../../../src/components/elements/Time.tsx'

it.each([
  [0, '0s'],
  [-5_000, '0s'],
  [999, '0s'],
  [8_400, '8s'],
  [60_000, '1m'],
  [65_000, '1m 5s'],
  [3_600_000, '1h'],
  [7_445_000, '2h 4m'],
  [90_061_000, '1d 1h'],
])('%i ms is written as %s', (durationMs, said) => {
  expect(formatDuration(durationMs, 'en')).toBe(said)
})

it('the duration is written in the given language', () => {
  expect(formatDuration(65_000, 'de')).toMatch(/^1 Min\..+5 Sek\.$/)
  expect(formatDuration(7_445_000, 'de')).toMatch(/^2 Std\..+4 Min\.$/)
})
