/** How much to measure. */
export interface Plan {
  readonly isQuick: boolean
  /** Deadlines per operation in the counting scenarios. */
  readonly countedDeadlines: number
  readonly countRuns: number
  /** Runs at a time. Counts do not depend on the machine's speed, so several can run in parallel. */
  readonly countsAtOnce: number
  readonly latenessOperations: number
  readonly latenessRuns: number
  readonly latenessAtOnce: number
  /** Polls per operation with 10 000 operations; a hundred times as many with 100. */
  readonly scaleRounds: number
  readonly scaleRunsOfOurs: number
  readonly scaleRunsOfPeers: number
}

export const FULL_PLAN: Plan = {
  isQuick: false,
  countedDeadlines: 3,
  countRuns: 3,
  countsAtOnce: 3,
  latenessOperations: 1000,
  latenessRuns: 3,
  latenessAtOnce: 1,
  scaleRounds: 8,
  scaleRunsOfOurs: 7,
  scaleRunsOfPeers: 3,
}

/** Checks only that everything still runs, and that our package does not poll early. */
export const QUICK_PLAN: Plan = {
  isQuick: true,
  countedDeadlines: 2,
  countRuns: 1,
  countsAtOnce: 3,
  latenessOperations: 100,
  latenessRuns: 1,
  latenessAtOnce: 3,
  scaleRounds: 1,
  scaleRunsOfOurs: 1,
  scaleRunsOfPeers: 1,
}
