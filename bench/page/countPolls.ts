import type { OperationLog } from '../server/operationLog.ts'

/** How the polls of one operation keep to its deadlines. */
export interface PollCount {
  /** All polls but the first, which answers the 202. */
  readonly polls: number
  /** Those that met a deadline: the first after it, or just before it. */
  readonly due: number
  /** Those before a deadline. */
  readonly early: number
  /** Whether the first poll waited as long as the 202 had asked. */
  readonly keepsAcceptance: boolean
  /** How long after its deadline each due poll arrived, in ms; without those just before it. */
  readonly latenessMs: readonly number[]
}

/** Both processes read the clock in whole milliseconds somewhere. */
const CLOCK_MS = 1

/** In the last tenth of the wait a poll is early, but meant for this deadline. */
const JUST_BEFORE = 0.1

/**
 * The answer to a poll that met its deadline sets the next one. That to an earlier one does not, though the server
 * repeats its Retry-After there: else a client that always asks early would never owe a poll.
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
