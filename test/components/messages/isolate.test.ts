import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { isolate } from '../../../src/components/messages/locale.ts'

it.each(['Harbor Desk', 'Sales 2024', 'O’Hara (2), 3', 'Ünal', 'X', '横浜', 'Cafe\u0301', ''])(
  '%j keeps its order on its own and stays unchanged',
  (name) => expect(isolate(name)).toBe(name),
)

it.each([
  '2024 Sales-',
  'C++',
  'שלום',
  'Sales שלום',
  '+1 555',
  '-',
  '٢٠٢٤',
  '\u{1E900}x',
  'a\u202Eb',
  'a\u200Fb',
])('%j is isolated from the message around it', (name) =>
  expect(isolate(name)).toBe(`\u2068${name.replaceAll('\u202E', '')}\u2069`),
)

it('no name contains a bidi control that is left open', () => {
  const marks = fc.constantFrom(
    '\u202A',
    '\u202B',
    '\u202E',
    '\u202C',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    'a',
    'ש',
  )
  fc.assert(
    fc.property(fc.array(marks), (letters) => {
      const inside = isolate(letters.join(''))
        .replace(/^\u2068/, '')
        .replace(/\u2069$/, '')
      expect(inside).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    }),
  )
})

it('a missing name stays missing', () => expect(isolate(undefined)).toBeUndefined())
