import type { Pace } from './pace.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, startedAt } from './snapshot.ts'

/**
 * The state as time alone changes it: stuck, or brought back after a clock that jumped. Answers the same
 * object where nothing changed.
 */
export function atTime(snapshot: OperationSnapshot, now: number, pace: Pace): OperationSnapshot {
  if (isSettled(snapshot)) return snapshot
  let next = anchored(snapshot, now)
  const ageMs = now - startedAt(next)
  if (!next.isStuck && !next.resource && ageMs >= pace.stuckAfterMs) next = { ...next, isStuck: true }
  return next
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
