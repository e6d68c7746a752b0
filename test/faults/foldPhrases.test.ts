import { expect, test } from 'vitest'

import { foldPhrases } from './foldPhrases.ts'

test.each([
  [[], []],
  [['says RUNNING'], ['says RUNNING']],
  [
    ['says no', 'returns 204'],
    ['says no', 'returns 204'],
  ],
  [['returns 204', 'returns 304'], ['returns 204; 304']],
  [
    ['returns 204', 'says no', 'returns 304'],
    ['returns 204', 'says no', 'returns 304'],
  ],
  [
    ['says it in the end', 'says it in the morning', 'says it at once'],
    ['says it in the end; in the morning; at once'],
  ],
  [['says FAILED', 'says FAILED late'], ['says FAILED; FAILED late']],
  [['stops', 'stops late'], ['stops; stops late']],
])('%j become %j', (phrases, folded) => {
  expect(foldPhrases(phrases)).toEqual(folded)
})
