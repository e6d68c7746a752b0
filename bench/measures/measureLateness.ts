import { CONTESTANT_KEYS } from '../contestants/names.ts'
import { inParallel } from '../inParallel.ts'
import type { Plan } from '../plan.ts'
import type { Measure } from '../report/measure.ts'
import type { Stat } from '../report/stat.ts'
import { quantile, toStat } from '../report/stat.ts'
import { runChild } from '../runChild.ts'
import type { Samples } from './collect.ts'
import { collect, mapSamples } from './collect.ts'

/** Measures how long after their deadlines each contestant's polls reach the server. */
export async function measureLateness(file: string, baseUrl: string, plan: Plan): Promise<Measure[]> {
  const samples: Samples<{ median: number; p99: number; early: number }> = {}
  const tasks = Array.from({ length: plan.latenessRuns }, () => CONTESTANT_KEYS)
    .flat()
    .map((key) => async () => {
      const args = [key, 'lateness', baseUrl, plan.latenessOperations]
      const latenessMs = await runChild<number[]>(file, args)
      collect(samples, key, {
        median: quantile(latenessMs, 0.5),
        p99: quantile(latenessMs, 0.99),
        early: plan.latenessOperations - latenessMs.length,
      })
    })
  await inParallel(plan.latenessAtOnce, tasks)

  const values = mapSamples(samples, (runs): readonly Stat[] => [
    toStat(runs.map(({ median }) => median)),
    toStat(runs.map(({ p99 }) => p99)),
  ])
  const notes = mapSamples(samples, (runs) => {
    const early = runs.reduce((sum, run) => sum + run.early, 0) / runs.length
    return early > 0 ? `(${Math.round(early)} came early)` : ''
  })
  const [loopMedian, loopP99] = values.useQueryLoop ?? []
  const name = `${plan.latenessOperations.toLocaleString('en')} operations, deadlines spread over ${plan.latenessOperations / 200} s`
  return [
    {
      id: 'latenessMs',
      label: `Delay after the deadline, ${name}: median / 99th percentile, ms`,
      format: (value) => value.toFixed(1),
      limits: [20, 100],
      values,
      notes,
    },
    {
      id: 'latenessAgainstLoop',
      label: '… relative to the `useQuery` loop',
      format: (value) => value.toFixed(1),
      values: mapValues(values, ([median, p99]) => [divide(median, loopMedian), divide(p99, loopP99)]),
    },
  ]
}

type Values = Measure['values']

function mapValues(values: Values, map: (stats: readonly Stat[]) => readonly Stat[]): Values {
  return Object.fromEntries(Object.entries(values).map(([key, stats]) => [key, map(stats)]))
}

function divide(stat: Stat | undefined, base: Stat | undefined): Stat {
  const by = base?.median ?? NaN
  const { median = NaN, min = NaN, max = NaN } = stat ?? {}
  return { median: median / by, min: min / by, max: max / by }
}
