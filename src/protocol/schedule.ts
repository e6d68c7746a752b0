import type { PollingLimits } from './pace.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { toStuckMs } from './snapshot.ts'

/** The longest wait without a `Retry-After`, and the shortest after a broken contract or while stuck. */
const SLOWEST_WAIT_MS = 30_000

/** setTimeout turns longer delays into 1 ms: a flood of polls (HTML, "timer initialisation steps"). */
const MAX_TIMER_MS = 2 ** 31 - 1

/** What the wait depends on. */
export interface WaitInput {
  /** The `Retry-After` of this response, in ms. */
  readonly retryAfterMs?: number | undefined
  /** The last `Retry-After` of the 202 or of a successful poll, in ms. */
  readonly serverRetryAfterMs?: number | undefined
  /** Consecutive successful polls without a `Retry-After`, this one included; or lookups of a resource. */
  readonly answersWithoutRetryAfter?: number
  /** Consecutive failed polls, this one included. */
  readonly failures?: number
  /** True for broken contracts and stuck operations: their polls are at least 30 seconds apart. */
  readonly slow?: boolean
}

/**
 * How long to wait before the next poll, in ms, between `minPollMs` and `maxRetryAfterMs`. Jitter adds up to
 * 10 %, but nothing to the server's own `Retry-After` after a success.
 *
 * @param context.random a number from 0 to 1, drawn once per response
 */
export function toWaitMs(
  { retryAfterMs, serverRetryAfterMs = 0, answersWithoutRetryAfter = 1, failures = 0, slow }: WaitInput,
  { random, pace }: { readonly random: number; readonly pace: PollingLimits },
): number {
  // Without a `Retry-After`: one second, about the same as in the API's polling example, then 1.5 times the
  // previous wait, or twice that wait after each failed poll.
  const backoff = Math.min(
    1_000 * (failures ? 2 ** (failures - 1) : 1.5 ** (answersWithoutRetryAfter - 1)),
    SLOWEST_WAIT_MS,
  )
  const serverWaitMs = failures ? 0 : (retryAfterMs ?? serverRetryAfterMs)
  // A failure without a Retry-After waits at least as long as the last success asked for. A failure's
  // `Retry-After: 0` says nothing useful.
  const asked = failures
    ? retryAfterMs || Math.max(backoff, serverRetryAfterMs)
    : serverWaitMs || (retryAfterMs ?? backoff)
  const base = Math.max(asked, slow ? SLOWEST_WAIT_MS : 0)
  // So that many pages do not poll at the same moment.
  const spread = serverWaitMs ? base : Math.ceil(base * (1 + 0.1 * random))
  return Math.min(Math.max(spread, pace.minPollMs), pace.maxRetryAfterMs)
}

/**
 * When the timer for the gate should fire, in ms from now, from 1 to 2 147 483 647; `false` for never. It
 * fires for the next poll, and when the operation becomes stuck. Pure and cheap: TanStack Query calls it at
 * every render.
 */
export function toWakeMs(snapshot: OperationSnapshot, now: number, pace: PollingLimits): number | false {
  if (snapshot.wake !== 'timer') return false
  const stuckMs = toStuckMs(snapshot, now, pace)
  const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, stuckMs, MAX_TIMER_MS)
  // TanStack Query treats 0 or less as "no interval".
  return Math.max(1, Math.ceil(wakeMs))
}
