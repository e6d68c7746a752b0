import type { AcceptedOperation } from './acceptedOperation.ts'
import type { Failure } from './failure.ts'
import type { Operation } from './operation.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { Resource } from './resource.ts'

/**
 * All that is known of one operation, and when to ask next. Plain JSON without dates or classes, so that it can be
 * cached, persisted, sent to another tab and compared; every time is epoch ms.
 */
export interface OperationSnapshot extends OperationIdentity {
  /** What the 202 gave and the recipe said; absent where the operation is known by its ID only. */
  readonly accepted?: AcceptedOperation | undefined
  /** The last good answer; absent until there is one. */
  readonly operation?: Operation | undefined
  /** Which resource it made; absent until the operation has completed. */
  readonly resource?: Resource | undefined
  /** When we saw it end, by our own clock; absent where we were not looking, so that nobody knows when it was. */
  readonly endSeenAt?: number | undefined
  /**
   * How long we have watched it, in ms, up to the last deadline that was set: neither a clock that jumps nor a computer
   * that sleeps counts.
   */
  readonly watchedMs: number
  /** No request for it leaves before this moment. */
  readonly nextPollAt: number
  /** The wait that led to `nextPollAt`, so that a clock that jumps can neither storm nor blind us. */
  readonly waitMs: number
  /** What the server last asked for by itself, in ms. */
  readonly serverRetryAfterMs?: number | undefined
  /** Good answers in a row that named no time. */
  readonly answersWithoutRetryAfter: number
  /** Once completed: how often the new resource was looked for. */
  readonly looks?: number
  /** Polls in a row that brought no good answer. */
  readonly failures: number
  /** What starts the next request: the timer, the person's return, only their explicit wish, or nothing. */
  readonly wake: 'timer' | 'focus' | 'manual' | 'never'
  /** Why the last poll brought nothing. */
  readonly pollError?: Failure | undefined
  readonly isStuck: boolean
}

/** What is known before anything was asked. It may be asked at once. */
export function createSnapshot(
  { api, operationId, statusPath }: OperationIdentity,
  now: number,
): OperationSnapshot {
  return {
    api,
    operationId,
    ...(statusPath && { statusPath }),
    watchedMs: 0,
    nextPollAt: now,
    waitMs: 0,
    answersWithoutRetryAfter: 0,
    failures: 0,
    wake: 'timer',
    isStuck: false,
  }
}

/** What a 202 tells: accepted, and not to be asked before its deadline. */
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
 * Whoever comes later than this after a deadline was not watching: the computer slept, the tab was hidden, or the clock
 * jumped. An answer may take as long.
 */
const WATCHING_MS = 30_000

/** How long it has been watched by now, in ms. */
export function toWatchedMs({ watchedMs, nextPollAt, waitMs }: OperationSnapshot, now: number): number {
  return watchedMs + Math.min(Math.max(now - nextPollAt + waitMs, 0), waitMs + WATCHING_MS)
}

/** The same, to be asked about so many ms from now. */
export function postpone(snapshot: OperationSnapshot, waitMs: number, now: number): OperationSnapshot {
  return { ...snapshot, watchedMs: toWatchedMs(snapshot, now), nextPollAt: now + waitMs, waitMs }
}

/** True where nothing about it can change any more: the operation is final and its resource is settled. */
export function isSettled(snapshot: OperationSnapshot): boolean {
  return snapshot.wake === 'never'
}
