import type { Plan } from '../plan.ts'
import type { Measure } from '../report/measure.ts'
import type { Stat } from '../report/stat.ts'
import { toStat } from '../report/stat.ts'
import { runChild } from '../runChild.ts'
import type { ScaleSample } from '../scale/child.ts'
import type { ScaleKey } from '../scale/scaleKeys.ts'
import { SCALE_KEYS } from '../scale/scaleKeys.ts'
import type { Samples } from './collect.ts'
import { collect, mapSamples } from './collect.ts'

const FEW = 100
const MANY = 10_000
/** RTK Query's cost grows quadratically: 10 000 operations would take many minutes. */
const MANY_FOR_RTK_QUERY = 1000

/** Keeps flushed bytecode from distorting the difference between two heap measurements. */
const NODE_FLAGS = ['--expose-gc', '--no-flush-bytecode']

/** One run with few operations, and the following one with many. */
interface Pair {
  readonly few: ScaleSample
  readonly many: ScaleSample
}

type Field = 'cpuMicrosPerPoll' | 'heapBytesPerOperation'

/** Measures whether a poll and an operation cost more with many operations. */
export async function measureScale(file: string, plan: Plan): Promise<Measure[]> {
  const samples: Samples<Pair> = {}
  for (let run = 0; run < plan.scaleRunsOfOurs; run++) {
    for (const key of SCALE_KEYS) {
      const isSkipped = key === 'rtkQuery' && plan.isQuick
      const runs = key === 'reactAccepted' ? plan.scaleRunsOfOurs : plan.scaleRunsOfPeers
      if (run < runs && !isSkipped) collect(samples, key, await measurePair(file, key, plan.scaleRounds))
    }
  }
  const notes = { rtkQuery: `(at ${MANY_FOR_RTK_QUERY.toLocaleString('en')})` }
  const growth = (field: Field) => mapSamples(samples, (pairs): readonly Stat[] => [toGrowth(pairs, field)])
  const limits = plan.isQuick ? undefined : [1.2]
  const { rtkQuery: _, ...atMany } = samples
  const againstLoop = (field: Field) => {
    const loop = toStat(samples.useQueryLoop?.map(({ many }) => many[field]) ?? []).median
    return mapSamples(atMany, (pairs): readonly Stat[] => [
      toStat(pairs.map(({ many }) => many[field] / loop)),
    ])
  }
  return [
    {
      id: 'cpuGrowth',
      label: 'CPU per poll, 10 000 operations : 100',
      format,
      limits,
      values: growth('cpuMicrosPerPoll'),
      notes,
    },
    {
      id: 'heapGrowth',
      label: 'Heap per operation, 10 000 operations : 100',
      format,
      limits,
      values: growth('heapBytesPerOperation'),
      notes,
    },
    {
      id: 'cpuAgainstLoop',
      label: 'CPU per poll at 10 000, relative to the `useQuery` loop',
      format,
      values: againstLoop('cpuMicrosPerPoll'),
    },
    {
      id: 'heapAgainstLoop',
      label: 'Heap per operation at 10 000, relative to the `useQuery` loop',
      format,
      values: againstLoop('heapBytesPerOperation'),
    },
  ]
}

async function measurePair(file: string, key: ScaleKey, rounds: number): Promise<Pair> {
  const many = key === 'rtkQuery' ? MANY_FOR_RTK_QUERY : MANY
  // The same number of polls in both.
  return {
    few: await runChild<ScaleSample>(file, [key, FEW, (rounds * many) / FEW], NODE_FLAGS),
    many: await runChild<ScaleSample>(file, [key, many, rounds], NODE_FLAGS),
  }
}

/** The ratio of the medians, and the lowest and the highest ratio of a pair. */
function toGrowth(pairs: readonly Pair[], field: Field): Stat {
  const few = toStat(pairs.map((pair) => pair.few[field])).median
  const many = toStat(pairs.map((pair) => pair.many[field])).median
  return { ...toStat(pairs.map((pair) => pair.many[field] / pair.few[field])), median: many / few }
}

function format(value: number): string {
  return value.toFixed(2)
}
