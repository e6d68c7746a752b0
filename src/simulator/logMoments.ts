import type { LogEntry } from './createRequestLog.ts'

/** A request coming in, or its answer leaving. */
export interface LogMoment {
  readonly entry: LogEntry
  readonly isAnswer: boolean
}

/** Requests and answers as they came and went: an answer counts from when it left. Those never answered come last. */
export function logMoments(log: readonly LogEntry[]): LogMoment[] {
  return log
    .flatMap((entry) => [
      { entry, isAnswer: false, at: entry.at },
      { entry, isAnswer: true, at: entry.answeredAt ?? Infinity },
    ])
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at))
}
