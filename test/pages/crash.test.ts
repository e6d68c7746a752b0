import { expect, test } from 'vitest'

import { setUpCrash } from './crashKit.ts'
import type { Plan, Step } from './crashPlan.ts'
import { planOf } from './crashPlan.ts'
import { live } from './crashRun.ts'

/** More by `CRASH_RUNS=1000`. */
const RUNS = Number(process.env['CRASH_RUNS'] ?? 100)
/** Others each time; one history again by `CRASH_SEED=123 CRASH_RUNS=1`. */
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** Side by side: most of a history is waiting. */
const LANES = 8
/** So often a shorter history is tried, once one has gone wrong. */
const MAX_SHORTER = 60
/** The same always: what they show must not be a matter of luck. */
const SEEDS_WITHOUT_JOURNAL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

const { inPlace } = setUpCrash()

test(
  'whatever dies and whenever, nothing is lost and nothing is made twice',
  async () => {
    const seeds = Array.from({ length: RUNS }, (_, index) => SEED + index)
    console.log(`crash: seeds ${SEED} to ${SEED + RUNS - 1}`)
    const startedAt = performance.now()
    const wrongs = await liveAll(seeds)
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    console.log(`crash: ${RUNS} histories in ${seconds} s`)
    const [first] = wrongs
    expect(first ? await report(first) : '').toBe('')
  },
  RUNS * 2_000 + 60_000,
)

test('without a journal the same histories lose intents, and make some twice', async () => {
  const wrongs = await liveAll(SEEDS_WITHOUT_JOURNAL, '?journal=off')
  const said = wrongs.flatMap((one) => one.said).join('\n')
  expect(said).toContain('Lost: ')
  expect(said).toContain('Doubled: ')
})

interface Wrong {
  readonly seed: number
  readonly said: readonly string[]
}

/** Those that went wrong. */
async function liveAll(seeds: readonly number[], query = ''): Promise<Wrong[]> {
  const wrongs: Wrong[] = []
  const left = [...seeds]
  async function work() {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const said = await liveOne(planOf(seed), query)
      if (said.length > 0) wrongs.push({ seed, said })
    }
  }
  await Promise.all(Array.from({ length: LANES }, work))
  return wrongs
}

function liveOne(plan: Plan, query = ''): Promise<string[]> {
  return inPlace((context, world) => live(plan, context, world, query))
}

/** What went wrong, and the shortest history that was found in which something still does. */
async function report({ seed, said }: Wrong): Promise<string> {
  let plan = planOf(seed)
  let saidLast: readonly string[] = []
  let tries = 0
  for (let next = 0; next < shorterThan(plan).length && tries < MAX_SHORTER; tries += 1) {
    const shorter = shorterThan(plan)[next] ?? plan
    const saidOfShorter = await liveOne(shorter)
    if (saidOfShorter.length === 0) next += 1
    else {
      plan = shorter
      saidLast = saidOfShorter
      next = 0
    }
  }
  return [
    `CRASH_SEED=${seed} CRASH_RUNS=1`,
    ...said,
    saidLast.length > 0 ? 'Shorter:' : 'No shorter history went wrong:',
    ...saidLast,
    JSON.stringify(plan),
  ].join('\n')
}

function shorterThan({ steps, atTheEnd }: Plan): Plan[] {
  const without = steps.map((_, index) => steps.toSpliced(index, 1))
  const calmer = steps.flatMap((step, index) => calmerThan(step).map((one) => steps.with(index, one)))
  return [...without, ...calmer].filter((one) => one.length > 0).map((one) => ({ steps: one, atTheEnd }))
}

function calmerThan(step: Step): Step[] {
  if (!('faults' in step)) return []
  const { faults, pollFaults, crash } = step
  return [
    ...(pollFaults.length > 0 ? [{ ...step, pollFaults: [] }] : []),
    ...faults.map((_, index) => ({ ...step, faults: faults.toSpliced(index, 1) })),
    ...(crash ? [{ ...step, crash: undefined }] : []),
  ]
}
