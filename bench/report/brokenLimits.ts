import type { Measure } from './measure.ts'

/** One sentence for each of our own limits that was exceeded. */
export function brokenLimits(measures: readonly Measure[]): string[] {
  return measures.flatMap(({ label, values, limits = [], format }) =>
    limits.flatMap((limit, part) => {
      const median = values.reactAccepted?.[part]?.median ?? Infinity
      return median <= limit ? [] : [`${label}: ${format(median)}, must be at most ${format(limit)}`]
    }),
  )
}
