import type { Pace } from './pace.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { toWatchedMs } from './snapshot.ts'

/** Without any word from the server: one second, as the API's own polling example waits about that long. */
const FIRST_WAIT_MS = 1_000
/** … growing by half each time … */
const GROWTH = 1.5
/** … up to half a minute. */
const SLOWEST_WAIT_MS = 30_000
/** Share of the wait that chance may add, so that many pages do not come back at the same moment. */
const JITTER = 0.1

/** setTimeout turns anything longer into 1 ms, a long wait into a storm (HTML, "timer initialisation steps"). */
const MAX_TIMER_MS = 2 ** 31 - 1

/** What the wait depends on. */
export interface WaitInput {
  /** What this answer asked for, in ms. */
  readonly retryAfterMs?: number | undefined
  /** What the server last asked for by itself, in ms. */
  readonly serverRetryAfterMs?: number | undefined
  /** Good answers in a row that named no time, this one included; or looks for a resource. */
  readonly answersWithoutRetryAfter?: number
  /** Polls in a row that failed, this one included. */
  readonly failures?: number
  /** Broken contracts and stuck operations are asked about less often. */
  readonly slow?: boolean
}

/**
 * How long to wait before asking again, in ms. Chance only ever lengthens it.
 *
 * @param context.random a number from 0 to 1, drawn once per answer
 */
export function toWaitMs(
  { retryAfterMs, serverRetryAfterMs = 0, answersWithoutRetryAfter = 1, failures = 0, slow }: WaitInput,
  { random, pace }: { readonly random: number; readonly pace: Pace },
): number {
  const backoff = Math.min(
    FIRST_WAIT_MS * (failures ? 2 ** (failures - 1) : GROWTH ** (answersWithoutRetryAfter - 1)),
    SLOWEST_WAIT_MS,
  )
  const told = failures ? 0 : (retryAfterMs ?? serverRetryAfterMs)
  // While the status cannot be read, the server's own pace is the least we keep to; a failure that may be repeated at
  // once is no guidance.
  const asked = failures
    ? retryAfterMs || Math.max(backoff, serverRetryAfterMs)
    : told || (retryAfterMs ?? backoff)
  const base = Math.max(asked, slow ? SLOWEST_WAIT_MS : 0)
  const spread = told ? base : Math.ceil(base * (1 + JITTER * random))
  return Math.min(Math.max(spread, pace.minPollMs), pace.maxRetryAfterMs)
}

/**
 * When a timer should wake the gate, in ms from now; `false` for never. Pure and cheap: TanStack Query asks at every
 * render. It wakes for the next poll, and for the moment at which the operation becomes stuck.
 */
export function toWakeMs(snapshot: OperationSnapshot, now: number, pace: Pace): number | false {
  if (snapshot.wake !== 'timer') return false
  const isPending = !snapshot.isStuck && !snapshot.resource
  const untilStuck = isPending ? pace.stuckAfterMs - toWatchedMs(snapshot, now) : Infinity
  const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, untilStuck, MAX_TIMER_MS)
  // 0 and less would mean "no interval" to TanStack Query.
  return Math.max(1, Math.ceil(wakeMs))
}
