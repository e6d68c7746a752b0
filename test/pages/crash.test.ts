import type { Browser } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'
import type { ForeignServer } from './foreignServer.ts'
import { createForeignServer } from './foreignServer.ts'
import { live } from './historyLife.ts'
import type { Machine } from './historyPerson.ts'
import type { Plan, Step } from './historyPlan.ts'
import { planOf } from './historyPlan.ts'
import type { OwnChromium } from './ownChromium.ts'
import { createOwnChromium } from './ownChromium.ts'

/** More with `CRASH_RUNS=1000`. */
const RUNS = Number(process.env['CRASH_RUNS'] ?? 40)
/** Random by default. `CRASH_SEED=123 CRASH_RUNS=1` repeats one history. */
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** Histories that run in parallel, because a history mostly waits. */
const LANES = 8
/** One history in this many has a browser of its own, which can be killed. */
const KILL_EVERY = 20
/** How many shorter histories are tried after one has failed. */
const MAX_SHORTER = Number(process.env['CRASH_SHORTER'] ?? 60)
/** Fixed, so that the result does not depend on chance. */
const SEEDS_WITHOUT_JOURNAL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
/**
 * How much faster time runs. At a higher speed, the page would treat a request that takes 50 ms on a busy
 * machine as slow.
 */
const SPEED = 12

/** Longer than watching all the ended operations takes, in server ms. */
const LONG_OPERATION_MS = 20_000

let browser: Browser
let server: ForeignServer
let count = 0
beforeAll(async () => {
  server = await createForeignServer((await bundlePage('test/pages/historyPage.tsx')).script)
  browser = await chromium.launch(await findChromium())
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

test(
  'no crash, sign-out or gateway response loses an intent, repeats one or leaks one to another user',
  async () => {
    const seeds = Array.from({ length: RUNS }, (_, index) => SEED + index)
    console.log(`crash: seeds ${SEED} to ${SEED + RUNS - 1}`)
    const startedAt = performance.now()
    const wrongs = await liveAll(seeds)
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    const tally = ['Lost', 'Doubled', 'Foreign'].map(
      (kind) =>
        `${wrongs.filter(({ said }) => said.some((one) => one.startsWith(kind))).length} ${kind.toLowerCase()}`,
    )
    console.log(`crash: ${RUNS} histories in ${seconds} s: ${tally.join(', ')}, ${wrongs.length} wrong`)
    for (const { seed, said } of wrongs) console.log(`crash: ${seed}: ${said.join('\n  ')}`)
    const [first] = wrongs
    expect(first ? await report(first) : '').toBe('')
  },
  RUNS * 3_000 + 120_000,
)

test('without a journal the same histories lose some intents and carry out others twice', async () => {
  const wrongs = await liveAll(SEEDS_WITHOUT_JOURNAL, '?journal=off')
  const said = wrongs.flatMap((one) => one.said).join('\n')
  expect(said).toContain('Lost: ')
  expect(said).toContain('Doubled: ')
})

interface Wrong {
  readonly seed: number
  readonly said: readonly string[]
}

/** @returns the histories that went wrong */
async function liveAll(seeds: readonly number[], query = ''): Promise<Wrong[]> {
  const wrongs: Wrong[] = []
  const left = [...seeds]
  async function work() {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const said = await liveOne(planOf(seed, isKillable(seed)), isKillable(seed), query)
      if (said.length > 0) wrongs.push({ seed, said })
    }
  }
  await Promise.all(Array.from({ length: LANES }, work))
  return wrongs
}

/** Depends only on the seed, so that one history can be repeated. */
function isKillable(seed: number): boolean {
  return seed % KILL_EVERY === 0
}

async function liveOne(plan: Plan, mayKill: boolean, query = ''): Promise<readonly string[]> {
  count += 1
  const { deletesAtOnce, keepsAlive, namesBy, pageAheadMs, setting } = plan
  const world = server.open(`place${count}`, {
    speed: SPEED,
    deletesAtOnce: deletesAtOnce && setting !== 'one url',
    keepsAlive,
    namesBy,
    pageAheadMs,
    hasOneUrl: setting === 'one url',
    ...(setting === 'old ones' && { operationMs: LONG_OPERATION_MS }),
    ...(setting?.startsWith('store ') && { store: setting.replace('store ', '') }),
  })
  if (mayKill) {
    const own = await createOwnChromium()
    try {
      return await live(plan, await ownMachine(own), world, query)
    } finally {
      await own.dispose()
    }
  }
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  try {
    return await live(plan, { context: () => context, restart: undefined }, world, query)
  } finally {
    await context.close()
  }
}

async function ownMachine(own: OwnChromium): Promise<Machine> {
  let context = await own.start()
  return {
    context: () => context,
    async restart() {
      await own.kill()
      context = await own.start()
    },
  }
}

/** What went wrong, and the shortest history found that still fails. */
async function report({ seed, said }: Wrong): Promise<string> {
  let plan = planOf(seed, isKillable(seed))
  let saidLast: readonly string[] = []
  let tries = 0
  for (let next = 0; next < shorterThan(plan).length && tries < MAX_SHORTER; tries += 1) {
    const shorter = shorterThan(plan)[next] ?? plan
    const saidOfShorter = await liveOne(shorter, isKillable(seed))
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

function shorterThan(plan: Plan): Plan[] {
  const { steps } = plan
  const without = steps.map((_, index) => steps.toSpliced(index, 1))
  const calmer = steps.flatMap((step, index) => calmerThan(step).map((one) => steps.with(index, one)))
  return [...without, ...calmer].filter((one) => one.length > 0).map((one) => ({ ...plan, steps: one }))
}

function calmerThan(step: Step): Step[] {
  if (!('faults' in step)) return []
  const { faults, readFaults, crash } = step
  return [
    ...(readFaults.length > 0 ? [{ ...step, readFaults: [] }] : []),
    ...faults.map((_, index) => ({ ...step, faults: faults.toSpliced(index, 1) })),
    ...(crash ? [{ ...step, crash: undefined }] : []),
  ]
}
