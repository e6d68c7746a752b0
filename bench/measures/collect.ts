import type { ContestantKey } from '../contestants/names.ts'

/** The results of each contestant's runs, in order. */
export type Samples<T> = Partial<Record<ContestantKey, T[]>>

/** Adds a run's result. */
export function collect<T>(samples: Samples<T>, key: ContestantKey, sample: T): void {
  ;(samples[key] ??= []).push(sample)
}

/** Converts each contestant's samples. */
export function mapSamples<T, U>(
  samples: Samples<T>,
  map: (samples: readonly T[]) => U,
): Partial<Record<ContestantKey, U>> {
  return Object.fromEntries(Object.entries(samples).map(([key, some]) => [key, map(some)]))
}
