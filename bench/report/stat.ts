/** The summary of one number over several runs. */
export interface Stat {
  readonly median: number
  readonly min: number
  readonly max: number
}

export function toStat(values: readonly number[]): Stat {
  return { median: quantile(values, 0.5), min: Math.min(...values), max: Math.max(...values) }
}

/** @param share 0.5 for the median, 0.99 for the 99th percentile */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? NaN
  const above = sorted[Math.ceil(position)] ?? NaN
  // Avoids Infinity - Infinity.
  return below === above ? below : below + (above - below) * (position - Math.floor(position))
}
