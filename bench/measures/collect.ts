import type { ContestantKey } from '../contestants/names.ts'

/** What each contestant's runs gave, in order. */
export type Samples<T> = Partial<Record<ContestantKey, T[]>>

/** Adds a run's result. */
export function collect<T>(samples: Samples<T>, key: ContestantKey, sample: T): void {
  ;(samples[key] ??= []).push(sample)
}

/** Makes of each contestant's samples what the table wants. */
export function mapSamples<T, U>(
  samples: Samples<T>,
  map: (samples: readonly T[]) => U,
): Partial<Record<ContestantKey, U>> {
  return Object.fromEntries(Object.entries(samples).map(([key, some]) => [key, map(some)]))
}
