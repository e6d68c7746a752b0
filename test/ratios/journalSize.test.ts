import { expect, test } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { operationRecord } from '../client/storage/journalRecords.ts'
import { openJournal } from '../client/storage/openJournal.ts'

async function fill(count: number) {
  const journal = openJournal({ storage: createStore() })
  for (let index = 0; index < count; index += 1)
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    await journal.writeOperation(operationRecord(`op-${index}`))
  return journal
}

test('ten times as many records take about ten times as long to read, not a hundred times', async () => {
  const [small, large] = [await fill(100), await fill(1_000)]
  async function measure(journal: typeof small) {
    const start = process.cpuUsage()
    await journal.load()
    const { user, system } = process.cpuUsage(start)
    return user + system
  }
  const times = { small: Infinity, large: Infinity }
  // Alternating, the best run of each, in CPU time: other load on the machine must not count.
  for (let round = 0; round < 20; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- As above.
    times.small = Math.min(times.small, await measure(small))
    // oxlint-disable-next-line no-await-in-loop -- As above.
    times.large = Math.min(times.large, await measure(large))
  }
  expect(times.large / times.small).toBeLessThanOrEqual(20)
})
