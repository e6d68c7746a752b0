import type { AcceptedOperation } from './acceptedOperation.ts'
import { isRecord, readText } from './record.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isFinal } from './status.ts'

/**
 * The newer snapshot, unless it would take back what is final. Times are not compared, since the clock may have jumped
 * between them. What either knows of the 202 is kept, and the longer watch counts. Where each has a 202 of its own, they
 * are two operations that one URL stood for in turn: what was accepted last counts.
 */
export function neverBack(before: OperationSnapshot, after: OperationSnapshot): OperationSnapshot {
  const [one, other] = [before.accepted, after.accepted]
  if (one && other && toMark(one) !== toMark(other)) return one.acceptedAt > other.acceptedAt ? before : after
  const rankBefore = rank(before)
  const isOtherEnd = rankBefore > 1 && before.operation?.status !== after.operation?.status
  const kept = rank(after) < rankBefore || isOtherEnd ? before : after
  const accepted = one ?? other
  const watchedMs = Math.max(before.watchedMs, after.watchedMs)
  return accepted === kept.accepted && watchedMs === kept.watchedMs ? kept : { ...kept, accepted, watchedMs }
}

/** True for a snapshot; used where a cache may hold something else, such as one that was restored from a broken store. */
export function isSnapshot(value: unknown): value is OperationSnapshot {
  // Whatever comes from a store may be anything, and this is asked at every poll.
  const { nextPollAt, waitMs, watchedMs, wake, operation }: Partial<Record<string, unknown>> = isRecord(value)
    ? value
    : {}
  return (
    [nextPollAt, waitMs, watchedMs].every(Number.isFinite) &&
    (operation === undefined ? wake !== 'never' : !!readText(operation, 'status'))
  )
}

/** The same key is the same operation, whenever the server says so again. */
function toMark({ idempotencyKey, acceptedAt }: AcceptedOperation): string | number {
  return idempotencyKey ?? acceptedAt
}

function rank({ wake, operation }: OperationSnapshot): number {
  if (wake === 'never') return 3
  return operation ? (isFinal(operation.status) ? 2 : 1) : 0
}
