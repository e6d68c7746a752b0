import { expect, test } from 'vitest'

import { readDoors } from '../scripts/readDoors.ts'

const doors = readDoors()

test('the doors export what doors.txt says: a change of it is a change for every user', async () => {
  const list = Object.entries(doors).map(([door, exports]) =>
    [door, ...exports.map(({ name, isType }) => `  ${isType ? 'type ' : ''}${name}`)].join('\n'),
  )
  await expect(`${list.join('\n\n')}\n`).toMatchFileSnapshot('doors.txt')
})

test.each(Object.keys(doors))('%s loads in Node and gives what it lists', async (door) => {
  const loaded: object = await import(/* @vite-ignore */ door)
  const values = doors[door]?.filter(({ isType }) => !isType).map(({ name }) => name)
  expect(Object.keys(loaded).toSorted()).toEqual(values)
})
