import type { Pace } from './pace.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, startedAt } from './snapshot.ts'

/**
 * The state as time alone changes it: stuck, given up, or brought back after a clock that jumped. Answers the same
 * object where nothing changed.
 */
export function atTime(snapshot: OperationSnapshot, now: number, pace: Pace): OperationSnapshot {
  if (isSettled(snapshot)) return snapshot
  let next = snapshot
  // Further ahead than the wait itself: the clock went back, or the snapshot came from another one.
  if (next.nextPollAt - now > next.waitMs) next = { ...next, nextPollAt: now + next.waitMs }
  const ageMs = now - startedAt(next)
  if (!next.isStuck && !next.resource && ageMs >= pace.stuckAfterMs) next = { ...next, isStuck: true }
  if (next.wake === 'timer' && ageMs >= pace.maxWatchMs) {
    const pollError = { kind: 'expired', message: 'Not settled in time.' } as const
    next = { ...next, wake: 'manual', pollError, nextPollAt: now + pace.minPollMs, waitMs: pace.minPollMs }
  }
  return next
}
