import { loadDriver } from './drivers.ts'
import type { Follow } from './drivers.ts'
import { isDriverKey } from './scaleKeys.ts'
import { installStubFetch, RETRY_AFTER_MS } from './stubFetch.ts'
// Many operations under a virtual clock, in a separate process. Prints the result as JSON.
import { installVirtualClock } from './virtualClock.ts'

/** The result of one run with one number of operations. */
export interface ScaleSample {
  readonly polls: number
  readonly cpuMicrosPerPoll: number
  readonly heapBytesPerOperation: number
}

/** Enough for the JIT compiler to optimize everything. */
const WARM_UP_OPERATIONS = 100
const WARM_UP_ROUNDS = 80

const [key, operationCount, rounds] = process.argv.slice(2)
if (!isDriverKey(key)) throw new Error(`${key} cannot be driven without React`)

const clock = installVirtualClock()
const { polls } = installStubFetch()
const follow = await loadDriver(key)

const stopWarmUp = await followMany(follow, 'warm-up', WARM_UP_OPERATIONS)
await clock.pass(WARM_UP_ROUNDS * RETRY_AFTER_MS)
for (const stop of stopWarmUp) stop()
// 10 minutes: longer than caches keep unused entries.
await clock.pass(600_000)

const heapBefore = await readHeap()
const count = Number(operationCount)
const stops = await followMany(follow, 'operation', count)
await clock.pass(RETRY_AFTER_MS)

const pollsBefore = polls()
const cpuBefore = process.cpuUsage()
await clock.pass(Number(rounds) * RETRY_AFTER_MS)
const { user, system } = process.cpuUsage(cpuBefore)
const pollsMade = polls() - pollsBefore
const heapAfter = await readHeap()

const sample: ScaleSample = {
  polls: pollsMade,
  cpuMicrosPerPoll: (user + system) / pollsMade,
  heapBytesPerOperation: (heapAfter - heapBefore) / stops.length,
}
console.log(JSON.stringify(sample))
process.exit()

/** Starts operations one by one during one wait, so that their deadlines are spread over it. */
async function followMany(start: Follow, name: string, many: number): Promise<(() => void)[]> {
  const stopAll: (() => void)[] = []
  for (let index = 0; index < many; index++) {
    stopAll.push(start(`${name}-${index}`))
    await clock.pass(RETRY_AFTER_MS / many)
  }
  return stopAll
}

async function readHeap(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.()
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}
