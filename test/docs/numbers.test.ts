import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { FAULTS } from '../faults/faults.ts'

const read = (path: string) => readFileSync(path, 'utf8')

test('the number of faults that is told is the number that is played', () => {
  for (const page of ['README.md', 'docs/README.md', 'docs/errors.md']) {
    const told = [...read(page).matchAll(/(\d+) faults/g)].map(([, count]) => Number(count))
    expect(told).toEqual([FAULTS.length])
  }
})
