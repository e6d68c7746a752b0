import { isRecord } from './record.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isFinal } from './status.ts'

/**
 * The further of two snapshots of one operation, whichever came first: settled beats completed beats pending, then
 * the later answer counts. What only one of them knows about the 202 is kept.
 */
export function latest(one: OperationSnapshot, other: OperationSnapshot): OperationSnapshot {
  const further =
    rank(other) > rank(one) || (rank(other) === rank(one) && answeredAt(other) > answeredAt(one))
      ? other
      : one
  const accepted = one.accepted ?? other.accepted
  return accepted && !further.accepted ? { ...further, accepted } : further
}

/**
 * The newer snapshot, unless it would take back what is final. For answers in the order they came: times are not
 * compared, since the clock may have jumped between them.
 */
export function neverBack(before: OperationSnapshot, after: OperationSnapshot): OperationSnapshot {
  return rank(after) >= rank(before) ? after : before
}

/** True for anything that has the shape of a snapshot; used where a cache may hold something else. */
export function isSnapshot(value: unknown): value is OperationSnapshot {
  return (
    isRecord(value) &&
    typeof value['operationId'] === 'string' &&
    typeof value['nextPollAt'] === 'number' &&
    'wake' in value
  )
}

function rank(snapshot: OperationSnapshot): number {
  if (snapshot.wake === 'never') return 3
  if (snapshot.operation && isFinal(snapshot.operation.status)) return 2
  return snapshot.operation ? 1 : 0
}

function answeredAt(snapshot: OperationSnapshot): number {
  return snapshot.nextPollAt - snapshot.waitMs
}
