import { CONTESTANT_KEYS } from '../contestants/names.ts'
import { inParallel } from '../inParallel.ts'
import type { CountsRow, Disturbance } from '../page/countsScenario.tsx'
import type { Plan } from '../plan.ts'
import type { Measure } from '../report/measure.ts'
import type { Stat } from '../report/stat.ts'
import { toStat } from '../report/stat.ts'
import { runChild } from '../runChild.ts'
import type { Samples } from './collect.ts'
import { collect, mapSamples } from './collect.ts'

const OBSERVER_COUNTS = [1, 50, 500]

const LABELS: Record<Disturbance, string> = {
  quiet: 'Polls per deadline, 1 / 50 / 500 components on one operation',
  rerenders: '… while the parent renders every 20 ms',
  everything: '… while also refetched 4 times and refocused twice a second',
}

/** Measures how often each contestant polls and renders. */
export async function measureCounts(file: string, baseUrl: string, plan: Plan): Promise<Measure[]> {
  const samples: Samples<CountsRow[]> = {}
  const tasks = Array.from({ length: plan.countRuns }, () => CONTESTANT_KEYS)
    .flat()
    .map((key) => async () => {
      const args = [key, 'counts', baseUrl, plan.countedDeadlines]
      collect(samples, key, await runChild<CountsRow[]>(file, args))
    })
  await inParallel(plan.countsAtOnce, tasks)

  const toStats = (pick: (rows: readonly CountsRow[]) => number) =>
    mapSamples(samples, (runs): readonly Stat[] => [toStat(runs.map(pick))])
  const pollsPerDeadline = (disturbance: Disturbance): Measure => ({
    id: `pollsPerDeadline.${disturbance}`,
    label: LABELS[disturbance],
    format: (value) => (Number.isFinite(value) ? value.toFixed(2) : 'never polls'),
    limits: [1, 1, 1],
    values: mapSamples(samples, (runs) =>
      OBSERVER_COUNTS.map((observers) =>
        toStat(
          runs.map((rows) => {
            const row = rows.find((one) => one.disturbance === disturbance && one.observers === observers)
            return row?.pollsPerDeadline ?? Infinity
          }),
        ),
      ),
    ),
  })
  return [
    pollsPerDeadline('quiet'),
    pollsPerDeadline('rerenders'),
    pollsPerDeadline('everything'),
    {
      id: 'early',
      label: 'Polls before a deadline in all of these, without / with requests to refetch',
      format: String,
      limits: [0, 0],
      values: mapSamples(samples, (runs) => [
        toStat(runs.map((rows) => sum(rows, 'early', (row) => row.disturbance !== 'everything'))),
        toStat(runs.map((rows) => sum(rows, 'early', (row) => row.disturbance === 'everything'))),
      ]),
    },
    {
      id: 'missed',
      label: 'Deadlines without a poll, without requests to refetch',
      format: String,
      limits: [0],
      values: toStats((rows) => sum(rows, 'missed', (row) => row.disturbance !== 'everything')),
    },
    {
      id: 'asksAtOnce',
      label: "Polls immediately, despite the 202's Retry-After",
      format: (value) => (value ? 'yes' : 'no'),
      limits: [0],
      values: toStats((rows) => (rows.every(({ keepsAcceptance }) => keepsAcceptance) ? 0 : 1)),
    },
    {
      id: 'rendersPerUnchangedPoll',
      label: 'Renders of a component per poll without news',
      format: (value) => String(Math.round(value * 10) / 10),
      limits: [0],
      values: toStats((rows) => Math.max(...rows.map(({ rendersPerPoll }) => rendersPerPoll ?? 0))),
    },
  ]
}

function sum(
  rows: readonly CountsRow[],
  field: 'early' | 'missed',
  filter: (row: CountsRow) => boolean,
): number {
  return rows.filter(filter).reduce((total, row) => total + row[field], 0)
}
