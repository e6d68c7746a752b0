import { expect, test } from 'vitest'

import { readEntryPoints } from '../../scripts/readEntryPoints.ts'

const entryPoints = readEntryPoints()

test('the entry points export exactly what entryPoints.txt lists: a change there is a change for every user', async () => {
  const list = Object.entries(entryPoints).map(([name, exports]) =>
    [name, ...exports.map((one) => `  ${one.isType ? 'type ' : ''}${one.name}`)].join('\n'),
  )
  await expect(`${list.join('\n\n')}\n`).toMatchFileSnapshot('entryPoints.txt')
})

test.each(Object.keys(entryPoints))(
  '%s loads in Node and exports exactly the listed values',
  async (name) => {
    const loaded: object = await import(/* @vite-ignore */ name)
    const values = entryPoints[name]?.filter(({ isType }) => !isType).map((one) => one.name)
    expect(Object.keys(loaded).toSorted()).toEqual(values)
  },
)
