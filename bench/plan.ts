/** How much is measured. */
export interface Plan {
  readonly isQuick: boolean
  /** Deadlines per operation in the counting scenarios. */
  readonly countedDeadlines: number
  readonly countRuns: number
  /** Counts do not depend on the machine's speed, so that some of these run at once. */
  readonly countsAtOnce: number
  readonly latenessOperations: number
  readonly latenessRuns: number
  readonly latenessAtOnce: number
  /** Polls of each operation when there are 10 000; a hundred times as many when there are 100. */
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

/** Says only that everything still runs, and that nobody polls early. */
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
