import { expect, it } from 'vitest'

import { toPlural } from '../../src/components/toPlural.ts'

const POLISH = { one: 'pole', few: 'pola', many: 'pól', other: 'pola' }

it.each([
  ['en', 1, 'pole'],
  ['en', 0, 'pola'],
  ['pl', 2, 'pola'],
  ['pl', 5, 'pól'],
  ['pl', 22, 'pola'],
])('in %s, %i has the form its language has for it', (locale, count, form) => {
  expect(toPlural(locale, count, POLISH)).toBe(form)
})

it('takes the last form where a language does not tell them apart', () => {
  expect(toPlural('pl', 5, { other: 'pola' })).toBe('pola')
})
