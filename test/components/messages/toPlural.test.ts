import { expect, it } from 'vitest'

import { toPlural } from '../../../src/components/messages/locale.ts'

const POLISH = { one: 'pole', few: 'pola', many: 'pól', other: 'pola' }

it.each([
  ['en', 1, 'pole'],
  ['en', 0, 'pola'],
  ['pl', 2, 'pola'],
  ['pl', 5, 'pól'],
  ['pl', 22, 'pola'],
])('in %s, %i takes the plural form of the language', (locale, count, form) => {
  expect(toPlural(locale, count, POLISH)).toBe(form)
})

it('the last form is used if the messages do not distinguish the others', () => {
  expect(toPlural('pl', 5, { other: 'pola' })).toBe('pola')
})
