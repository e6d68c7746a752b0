import { expect, test } from 'vitest'

import type { Journal } from '../../src/client/storage/journal.ts'
import { operationRecord } from '../client/storage/journalRecords.ts'
import { openJournal } from '../client/storage/openJournal.ts'

async function fill(count: number) {
  const items = new Map<string, string>()
  // All keys at once: asked for one by one, a `Map` starts at its first item each time.
  const journal = openJournal({ storage: { ...storageOf(items), keys: () => [...items.keys()] } })
  for (let index = 0; index < count; index += 1)
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    await journal.writeOperation(operationRecord(`op-${index}`))
  return journal
}

function storageOf(items: Map<string, string>) {
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

/** Microseconds of CPU time. Other load on the machine must not count. */
async function measure(journal: Journal, times: number) {
  const start = process.cpuUsage()
  for (let time = 0; time < times; time += 1)
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    await journal.load()
  const { user, system } = process.cpuUsage(start)
  return user + system
}

test('1,000 records, read once, take about as long as 100 records, read ten times', async () => {
  const [small, large] = [await fill(100), await fill(1_000)]
  // The same amount of work in both, so that compiling and collecting garbage count alike. If reading took
  // the square of the number of records, the ratio would be ten.
  const ratios: number[] = []
  for (let round = 0; round < 21; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- Alternating, as above.
    const tenTimes = await measure(small, 10)
    // oxlint-disable-next-line no-await-in-loop -- As above.
    ratios.push((await measure(large, 1)) / tenTimes)
  }
  const median = ratios.toSorted((left, right) => left - right)[10]
  console.info('1,000 records : 10 × 100, median of 21 rounds:', median)
  expect(median).toBeLessThanOrEqual(2)
})
