import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { FAULTS } from '../faults/faults.ts'

const read = (path: string) => readFileSync(path, 'utf8')

test('the docs give the number of faults that are played', () => {
  for (const page of ['README.md', 'docs/README.md', 'docs/errors.md']) {
    const told = [...read(page).matchAll(/(\d+) faults/g)].map(([, count]) => Number(count))
    expect(told).toEqual([FAULTS.length])
  }
})
