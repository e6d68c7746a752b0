import type { Pace } from './pace.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { startedAt } from './snapshot.ts'

/** Without any word from the server: one second, as the API's own polling example waits about that long. */
const FIRST_WAIT_MS = 1_000
/** … growing by half each time … */
const GROWTH = 1.5
/** … up to half a minute. */
const SLOWEST_WAIT_MS = 30_000
/** Share of the wait that chance may add, so that many pages do not come back at the same moment. */
const JITTER = 0.1

/** What the wait depends on. */
export interface WaitInput {
  /** What this answer asked for, in ms. */
  readonly retryAfterMs: number | undefined
  /** What the server last asked for, in ms. */
  readonly serverRetryAfterMs: number | undefined
  /** Answers in a row without a word from the server, this one included. */
  readonly unguided: number
  /** Polls in a row that failed, this one included. */
  readonly failures: number
  /** Broken contracts and stuck operations are asked about less often. */
  readonly slow: boolean
  /** A number from 0 to 1, drawn once per answer. */
  readonly random: number
}

/** How long to wait before asking again, in ms. Chance only ever lengthens it. */
export function toWaitMs(input: WaitInput, pace: Pace): number {
  const asked = input.retryAfterMs ?? (input.failures === 0 ? input.serverRetryAfterMs : undefined)
  const steps = input.failures > 0 ? input.failures - 1 : input.unguided - 1
  const backoff = Math.min(FIRST_WAIT_MS * (input.failures > 0 ? 2 : GROWTH) ** steps, SLOWEST_WAIT_MS)
  // While the status cannot be read, the server's own pace is the least we keep to.
  const base = Math.max(
    asked ?? Math.max(backoff, input.serverRetryAfterMs ?? 0),
    input.slow ? SLOWEST_WAIT_MS : 0,
  )
  const jitter = asked === undefined || input.failures > 0 ? 1 + JITTER * input.random : 1
  return Math.min(Math.max(Math.ceil(base * jitter), pace.minPollMs), pace.maxRetryAfterMs)
}

/**
 * When a timer should wake the gate, in ms from now; `false` for never. Pure and cheap: TanStack Query asks at every
 * render. It wakes for the next poll, and for the moment at which the operation becomes stuck.
 */
export function toWakeMs(snapshot: OperationSnapshot, now: number, pace: Pace): number | false {
  if (snapshot.wake !== 'timer') return false
  const age = now - startedAt(snapshot)
  const untilPoll = Math.min(snapshot.nextPollAt - now, snapshot.waitMs)
  const untilStuck =
    snapshot.isStuck || snapshot.operation?.status === 'COMPLETED' ? Infinity : pace.stuckAfterMs - age
  // 0 and less would mean "no interval" to TanStack Query.
  return Math.max(1, Math.ceil(Math.min(untilPoll, untilStuck > 0 ? untilStuck : Infinity)))
}
