import type { Pace } from './pace.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, toWatchedMs } from './snapshot.ts'

/**
 * The state as time alone changes it: stuck, or brought back after a clock that jumped. Answers the same
 * object where nothing changed.
 */
export function atTime(snapshot: OperationSnapshot, now: number, pace: Pace): OperationSnapshot {
  if (isSettled(snapshot)) return snapshot
  const next = anchored(snapshot, now)
  const isStuck = !next.resource && toWatchedMs(next, now) >= pace.stuckAfterMs
  return isStuck && !next.isStuck ? { ...next, isStuck } : next
}

/**
 * A deadline further ahead than its own wait means that the clock went back, or that it came from another clock: then
 * the wait counts from now.
 */
export function anchored<T extends { readonly nextPollAt: number; readonly waitMs: number }>(
  deadline: T,
  now: number,
): T {
  return deadline.nextPollAt - now > deadline.waitMs
    ? { ...deadline, nextPollAt: now + deadline.waitMs }
    : deadline
}
