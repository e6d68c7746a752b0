import type { RequestFailure } from './failure.ts'
import { isRecord, readText } from './json.ts'
import type { AcceptedOperation, Operation, OperationIdentity } from './operation.ts'
import { isFinal } from './operation.ts'
import type { PollingLimits } from './pace.ts'
import type { Resource } from './resource.ts'
import type { OperationResult } from './result.ts'

/**
 * Everything known about one operation, and when to poll next. Plain JSON without dates or classes, so that
 * it can be cached, persisted, sent to another tab and compared. Every time is epoch ms.
 */
export interface OperationSnapshot extends OperationIdentity {
  /** From the 202 and the endpoint; absent if only the operation's ID is known. */
  readonly accepted?: AcceptedOperation | undefined
  /** The last successful response; absent until there is one. */
  readonly operation?: Operation | undefined
  /** Which resource it created; absent until the operation has completed. */
  readonly resource?: Resource | undefined
  /** What it returned; absent until it has completed, or if its endpoint has no `result`. */
  readonly result?: OperationResult | undefined
  /** When we saw it end, by our own clock; absent if we were not polling then and cannot know the time. */
  readonly endSeenAt?: number | undefined
  /**
   * How long it has been watched, in ms, up to the time at which the last deadline was set. Clock jumps and a
   * sleeping computer do not count.
   */
  readonly watchedMs: number
  /** No request for it is sent before this time. */
  readonly nextPollAt: number
  /** The wait that led to `nextPollAt`. Limits the damage of a clock jump: no burst of polls, no silence. */
  readonly waitMs: number
  /** The last `Retry-After` of the 202 or of a successful poll, in ms. */
  readonly serverRetryAfterMs?: number | undefined
  /** Consecutive successful polls without a `Retry-After`. */
  readonly answersWithoutRetryAfter: number
  /** After completion: how many times the new resource has been looked up. */
  readonly looks?: number
  /** Consecutive failed polls. */
  readonly failures: number
  /** What triggers the next poll: a timer, the user's return, only an explicit request, or nothing. */
  readonly wake: 'timer' | 'focus' | 'manual' | 'never'
  /** Why the last poll failed. */
  readonly pollError?: RequestFailure | undefined
  readonly isStuck: boolean
}

/** The snapshot before the first poll, which may be sent at once. */
export function createSnapshot(
  { api, operationId, statusPath }: OperationIdentity,
  now: number,
): OperationSnapshot {
  return {
    api,
    operationId,
    statusPath,
    watchedMs: 0,
    nextPollAt: now,
    waitMs: 0,
    answersWithoutRetryAfter: 0,
    failures: 0,
    wake: 'timer',
    isStuck: false,
  }
}

/** The snapshot after a 202: accepted, and not polled before its deadline. */
export function toSnapshot(accepted: AcceptedOperation): OperationSnapshot {
  return {
    ...createSnapshot(accepted, accepted.acceptedAt),
    accepted,
    nextPollAt: accepted.nextPollAt,
    waitMs: accepted.nextPollAt - accepted.acceptedAt,
    serverRetryAfterMs: accepted.retryAfterMs,
  }
}

/**
 * Time beyond this after a deadline does not count as watched: the computer slept, the tab was hidden, or the
 * clock jumped. A response may take this long.
 */
const WATCHING_MS = 30_000

/** How long the operation has been watched by `now`, in ms. */
export function toWatchedMs({ watchedMs, nextPollAt, waitMs }: OperationSnapshot, now: number): number {
  return watchedMs + Math.min(Math.max(now - nextPollAt + waitMs, 0), waitMs + WATCHING_MS)
}

/** The same snapshot, with its next poll `waitMs` from now, and with what is new. */
export function postpone(
  snapshot: OperationSnapshot,
  waitMs: number,
  now: number,
  news?: Partial<OperationSnapshot>,
): OperationSnapshot {
  return { ...snapshot, ...news, watchedMs: toWatchedMs(snapshot, now), nextPollAt: now + waitMs, waitMs }
}

/** True once nothing can change: the operation is final and its resource is settled. */
export function isSettled(snapshot: OperationSnapshot): boolean {
  return snapshot.wake === 'never'
}

/**
 * Applies the passing of time: marks the operation as stuck, or corrects the deadline after a clock jump.
 * Returns the same object if nothing changed.
 */
export function applyTime(snapshot: OperationSnapshot, now: number, pace: PollingLimits): OperationSnapshot {
  if (isSettled(snapshot)) return snapshot
  const next = reanchor(snapshot, now)
  return toStuckMs(next, now, pace) <= 0 ? { ...next, isStuck: true } : next
}

/** How long until the operation becomes stuck, in ms; 0 or less if it is due; `Infinity` if it cannot be. */
export function toStuckMs(snapshot: OperationSnapshot, now: number, pace: PollingLimits): number {
  return snapshot.isStuck || snapshot.resource ? Infinity : pace.stuckAfterMs - toWatchedMs(snapshot, now)
}

/**
 * Corrects a deadline that is further ahead than its own wait: the clock was set back, or the deadline came
 * from another clock. The wait then counts from now.
 */
export function reanchor<T extends { readonly nextPollAt: number; readonly waitMs: number }>(
  deadline: T,
  now: number,
): T {
  return deadline.nextPollAt - now > deadline.waitMs
    ? { ...deadline, nextPollAt: now + deadline.waitMs }
    : deadline
}

/** When the snapshot's deadline was set, in epoch ms: when it was last polled, or accepted. */
export function toPolledAt({ nextPollAt, waitMs }: OperationSnapshot): number {
  return nextPollAt - waitMs
}

/**
 * Returns `after`, unless it would undo a final status. Times are not compared, because the clock may have
 * jumped between the two. Keeps the 202 that either has, and the longer time watched, without what was watched
 * after the kept one was polled: that is counted from there. If they have different 202s, one URL has served
 * two operations in turn, and the one accepted last wins.
 */
export function newerSnapshot(
  before: OperationSnapshot | undefined,
  after: OperationSnapshot,
): OperationSnapshot {
  if (!before) return after
  const { accepted: one } = before
  const { accepted: other } = after
  if (one && other && toMark(one) !== toMark(other)) return one.acceptedAt > other.acceptedAt ? before : after
  const rankBefore = rank(before)
  const isOtherEnd = rankBefore > 1 && before.operation?.status !== after.operation?.status
  const kept = rank(after) < rankBefore || isOtherEnd ? before : after
  const rest = kept === after ? before : after
  const accepted = one ?? other
  const watchedMs = kept.watchedMs + Math.max(rest.watchedMs - toWatchedMs(kept, toPolledAt(rest)), 0)
  return accepted === kept.accepted && watchedMs === kept.watchedMs ? kept : { ...kept, accepted, watchedMs }
}

/** True for a snapshot. A cache may hold something else if it was restored from a broken store. */
export function isSnapshot(value: unknown): value is OperationSnapshot {
  // Called at every poll, so it checks only what the engine relies on.
  const { nextPollAt, waitMs, watchedMs, wake, operation }: Partial<Record<string, unknown>> = isRecord(value)
    ? value
    : {}
  return (
    [nextPollAt, waitMs, watchedMs].every(Number.isFinite) &&
    (operation === undefined ? wake !== 'never' : !!readText(operation, 'status'))
  )
}

/** A repeated 202 with the same key is the same operation. */
function toMark({ idempotencyKey, acceptedAt }: AcceptedOperation): string | number {
  return idempotencyKey ?? acceptedAt
}

function rank({ wake, operation }: OperationSnapshot): number {
  if (wake === 'never') return 3
  return operation ? (isFinal(operation.status) ? 2 : 1) : 0
}
