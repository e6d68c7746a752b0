import { expect, it } from 'vitest'

import { formatAgo } from '../../../src/components/elements/Time.tsx'

it.each([
  [0, 'now'],
  [-5_000, 'now'],
  [999, 'now'],
  [1_000, '1s ago'],
  [59_999, '59s ago'],
  [60_000, '1m ago'],
  [3_600_000, '1h ago'],
  [2 * 86_400_000, '2d ago'],
])('%i ms ago is %s', (agoMs, text) => {
  expect(formatAgo(agoMs, 'en')).toBe(text)
})

it('the age is written in the language of the page', () => {
  expect(formatAgo(300_000, 'de')).toMatch(/^vor 5/)
})
