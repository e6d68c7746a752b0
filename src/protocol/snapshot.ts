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
  readonly accepted?: AcceptedOperation
  /** The last good answer; absent until there is one. */
  readonly operation?: Operation
  /** Which resource it made; absent until the operation has completed. */
  readonly resource?: Resource
  /** When we saw it end, by our own clock; absent where we were not looking, so that nobody knows when it was. */
  readonly endSeenAt?: number | undefined
  /** When this client first heard of it. */
  readonly knownSince: number
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
export function createSnapshot(identity: OperationIdentity, now: number): OperationSnapshot {
  return {
    api: identity.api,
    operationId: identity.operationId,
    knownSince: now,
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

/** When the operation began, as well as we know: the 202, the server's own word, or when we first heard of it. */
export function startedAt(snapshot: OperationSnapshot): number {
  if (snapshot.accepted) return snapshot.accepted.acceptedAt
  const createdAt = Date.parse(snapshot.operation?.createdAt ?? '')
  return Number.isNaN(createdAt) ? snapshot.knownSince : createdAt
}

/** True where nothing about it can change any more: the operation is final and its resource is settled. */
export function isSettled(snapshot: OperationSnapshot): boolean {
  return snapshot.wake === 'never'
}
