import type { ContestantKey } from '../contestants/names.ts'
import type { Stat } from './stat.ts'

/** One row of the table. Less is always better. */
export interface Measure {
  readonly id: string
  /** What the row says it is. Several parts are separated by slashes, here and in the cells. */
  readonly label: string
  readonly values: Partial<Record<ContestantKey, readonly Stat[]>>
  readonly format: (value: number) => string
  /** What ours must not exceed, part by part. */
  readonly limits?: readonly number[] | undefined
  /** How one contestant was measured otherwise. */
  readonly notes?: Partial<Record<ContestantKey, string>>
}

/** True where the second is better beyond what chance does: its worst run is better than the first one's best. */
export function isBeatenBy(one: Stat, other: Stat): boolean {
  return other.max < one.min
}
