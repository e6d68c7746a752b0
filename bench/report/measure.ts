import type { ContestantKey } from '../contestants/names.ts'
import type { Stat } from './stat.ts'

/** One row of the table. Lower is always better. */
export interface Measure {
  readonly id: string
  /** The title of the row. Slashes separate several parts, here and in the cells. */
  readonly label: string
  readonly values: Partial<Record<ContestantKey, readonly Stat[]>>
  readonly format: (value: number) => string
  /** The limits for our own package, one per part. */
  readonly limits?: readonly number[] | undefined
  /** How the measurement of one contestant differs. */
  readonly notes?: Partial<Record<ContestantKey, string>>
}

/** True if `other` is better beyond chance: its worst run is better than the best run of `one`. */
export function isBeatenBy(one: Stat, other: Stat): boolean {
  return other.max < one.min
}
