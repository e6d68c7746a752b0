import type { OperationLog } from '../server/operationLog.ts'

/** How the polls of one operation match its deadlines. */
export interface PollCount {
  /** All polls except the first, which follows the 202. */
  readonly polls: number
  /** Polls that met a deadline: the first after it or just before it. */
  readonly due: number
  /** Polls before a deadline. */
  readonly early: number
  /** Whether the first poll respected the 202's `Retry-After`. */
  readonly keepsAcceptance: boolean
  /** How long after its deadline each due poll arrived, ms. Excludes polls just before it. */
  readonly latenessMs: readonly number[]
}

/** Tolerance: both processes round times to whole milliseconds somewhere. */
const CLOCK_MS = 1

/** A poll in the last tenth of the wait is early, but counts for this deadline. */
const JUST_BEFORE = 0.1

/**
 * Counts the polls of one operation. The response to a poll that met its deadline sets the next deadline. The
 * response to an early poll does not, although it repeats the Retry-After: otherwise a client that always
 * polls early would never have a poll due.
 */
export function countPolls({ acceptedAt, retryAfterMs, polls }: OperationLog): PollCount {
  const latenessMs: number[] = []
  let due = 0
  let early = 0
  let deadline = -Infinity
  for (const [index, { arrivedAt, answeredAt }] of polls.entries()) {
    if (index > 0) {
      const isEarly = arrivedAt < deadline - CLOCK_MS
      if (isEarly) early += 1
      else latenessMs.push(Math.max(0, arrivedAt - deadline))
      if (arrivedAt < deadline - JUST_BEFORE * retryAfterMs) continue
      due += 1
    }
    deadline = answeredAt + retryAfterMs
  }
  const first = polls[0]
  return {
    polls: Math.max(0, polls.length - 1),
    due,
    early,
    keepsAcceptance: !first || first.arrivedAt >= acceptedAt + retryAfterMs - CLOCK_MS,
    latenessMs,
  }
}
