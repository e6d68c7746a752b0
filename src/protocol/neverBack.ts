import { readField, readText } from './record.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isFinal } from './status.ts'

/**
 * The newer snapshot, unless it would take back what is final. Times are not compared, since the clock may have jumped
 * between them. What either knows of the 202 is kept.
 */
export function neverBack(before: OperationSnapshot, after: OperationSnapshot): OperationSnapshot {
  const rankBefore = rank(before)
  const isOtherEnd = rankBefore > 1 && before.operation?.status !== after.operation?.status
  const kept = rank(after) < rankBefore || isOtherEnd ? before : after
  const accepted = before.accepted ?? after.accepted
  return accepted && accepted !== kept.accepted ? { ...kept, accepted } : kept
}

/** True for a snapshot; used where a cache may hold something else, such as one that was restored from a broken store. */
export function isSnapshot(value: unknown): value is OperationSnapshot {
  const operation = readField(value, 'operation')
  const wake = readText(value, 'wake') ?? ''
  const areTimes = ['nextPollAt', 'waitMs', 'knownSince'].every((name) =>
    Number.isFinite(readField(value, name)),
  )
  return (
    areTimes &&
    (operation ? /^(?:timer|focus|manual|never)$/ : /^(?:timer|focus|manual)$/).test(wake) &&
    (operation === undefined || readText(operation, 'status') !== undefined)
  )
}

function rank({ wake, operation }: OperationSnapshot): number {
  if (wake === 'never') return 3
  return operation ? (isFinal(operation.status) ? 2 : 1) : 0
}
