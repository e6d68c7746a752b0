import { describe, expect, test } from 'vitest'

import type { PriorityQueue } from '../../../src/client/polling/priorityQueue.ts'
import { createPriorityQueue } from '../../../src/client/polling/priorityQueue.ts'

/** Takes a slot, records the name, and keeps the slot until `leave` resolves. */
async function visit(
  { take }: PriorityQueue,
  name: string,
  served: string[],
  leave: Promise<unknown> | undefined,
) {
  const release = await take()
  served.push(name)
  await leave
  release()
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('createPriorityQueue', () => {
  test('hands out a limited number of slots at once, first come, first served', async () => {
    const slots = createPriorityQueue(2)
    const served: string[] = []
    const leaves: (() => void)[] = []
    for (const name of ['1', '2', '3', '4', '5']) {
      void visit(slots, name, served, new Promise<void>((resolve) => leaves.push(resolve)))
    }
    await settle()
    expect(served).toEqual(['1', '2'])
    leaves[1]?.()
    await settle()
    expect(served).toEqual(['1', '2', '3'])
    leaves[0]?.()
    leaves[2]?.()
    await settle()
    expect(served).toEqual(['1', '2', '3', '4', '5'])
  })

  test('hands a slot over, so that a new caller cannot take it in between', async () => {
    const slots = createPriorityQueue(1)
    const served: string[] = []
    const release = await slots.take()
    const waiting = visit(slots, 'waiting', served, undefined)
    release()
    await Promise.all([waiting, visit(slots, 'newcomer', served, undefined)])
    expect(served).toEqual(['waiting', 'newcomer'])
  })

  test('lets hidden callers wait behind visible ones, but gives them every fourth slot', async () => {
    const slots = createPriorityQueue(1)
    const served: string[] = []
    const release = await slots.take()
    const visits = ['a1', 'a2', 's1', 's2', 's3', 's4', 's5'].map(async (name) => {
      const leave = await slots.take(name.startsWith('a'))
      served.push(name)
      leave()
    })
    release()
    await Promise.all(visits)
    expect(served).toEqual(['s1', 's2', 's3', 'a1', 's4', 's5', 'a2'])
  })

  test('has all its slots back after each is released', async () => {
    const slots = createPriorityQueue(2)
    const served: string[] = []
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(['a', 'b'].map((name) => visit(slots, name, served, undefined)))
    }
    expect(served).toHaveLength(6)
  })
})
