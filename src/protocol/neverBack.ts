import { isRecord, readText } from './record.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isFinal } from './status.ts'

/**
 * The newer snapshot, unless it would take back what is final. Times are not compared, since the clock may have jumped
 * between them. What either knows of the 202 is kept, and the
 * longer watch counts.
 */
export function neverBack(before: OperationSnapshot, after: OperationSnapshot): OperationSnapshot {
  const rankBefore = rank(before)
  const isOtherEnd = rankBefore > 1 && before.operation?.status !== after.operation?.status
  const kept = rank(after) < rankBefore || isOtherEnd ? before : after
  const accepted = before.accepted ?? after.accepted
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

function rank({ wake, operation }: OperationSnapshot): number {
  if (wake === 'never') return 3
  return operation ? (isFinal(operation.status) ? 2 : 1) : 0
}
