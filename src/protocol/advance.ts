import type { Failure, FailureKind } from './failure.ts'
import type { Operation } from './operation.ts'
import type { Pace } from './pace.ts'
import type { Resource } from './resource.ts'
import { readResource } from './resource.ts'
import { toWaitMs } from './schedule.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, postpone, toWatchedMs } from './snapshot.ts'
import { isFinal } from './status.ts'

/** What one request brought. */
export type PollAnswer =
  | {
      readonly operation: Operation
      readonly retryAfterMs: number | undefined
      /** How old the operation is, in ms: the answer's own `Date` less its `createdAt`, both by the server's clock. */
      readonly ageMs?: number
    }
  | { readonly resource: Resource }
  | { readonly error: Failure }

/** What an answer is judged by: the moment it arrived, one draw of chance, the pace and the recipe. */
export interface AdvanceContext {
  readonly now: number
  readonly random: number
  readonly pace: Pace
  /** How the recipe tells its resource, where one is known. */
  readonly readResource?: typeof readResource | undefined
}

/** The API is eventually consistent: a 404 this soon after the acceptance only means "not yet". */
const NOT_FOUND_GRACE_MS = 60_000

/** Whoever looks later than this after the deadline has not seen when it ended … */
const END_SEEN_WITHIN_MS = 60_000
/** … nor has one to whom so many polls in a row brought nothing. */
const END_SEEN_FAILURES = 3

/** These mean that asking again by ourselves would bring the same. */
const CLEAR_NO: readonly FailureKind[] = ['notFound', 'gone', 'refused', 'untrusted']

/**
 * The state after an answer. Nothing goes backwards: what is final stays, whatever arrives late. Not being able to
 * read a status never changes the status.
 */
export function advance(
  snapshot: OperationSnapshot,
  answer: PollAnswer,
  context: AdvanceContext,
): OperationSnapshot {
  if (isSettled(snapshot)) return snapshot
  if ('error' in answer) return afterError(snapshot, answer.error, context)
  const read: OperationSnapshot = { ...snapshot, failures: 0, pollError: undefined, wake: 'timer' }
  if ('resource' in answer) return withResource(read, answer.resource, (read.looks ?? 0) + 1, context)
  if (snapshot.resource) return snapshot
  const { operation, retryAfterMs, ageMs = 0 } = answer
  if (isFinal(operation.status)) {
    const resource =
      operation.status === 'COMPLETED'
        ? (context.readResource ?? readResource)(operation, snapshot.accepted)
        : undefined
    return withResource(
      { ...read, operation, endSeenAt: toEndSeenAt(snapshot, context) },
      resource,
      0,
      context,
    )
  }
  const next: OperationSnapshot = {
    ...read,
    operation,
    answersWithoutRetryAfter: retryAfterMs === undefined ? read.answersWithoutRetryAfter + 1 : 0,
    serverRetryAfterMs: retryAfterMs ?? read.serverRetryAfterMs,
    isStuck: read.isStuck || ageMs >= context.pace.stuckAfterMs,
  }
  return waitFor(toWaitMs({ ...next, retryAfterMs, slow: next.isStuck }, context), next, context)
}

/** Now, where it was open a moment ago as far as we knew. */
function toEndSeenAt(before: OperationSnapshot, { now }: AdvanceContext): number | undefined {
  const isInTime = now - before.nextPollAt <= END_SEEN_WITHIN_MS && before.failures < END_SEEN_FAILURES
  return isInTime && (before.accepted ?? before.operation) ? now : undefined
}

function afterError(
  snapshot: OperationSnapshot,
  pollError: Failure,
  context: AdvanceContext,
): OperationSnapshot {
  const { kind, retryAfterMs } = pollError
  const isTooEarly = kind === 'notFound' && toWatchedMs(snapshot, context.now) < NOT_FOUND_GRACE_MS
  const wake = kind === 'unauthorized' ? 'focus' : CLEAR_NO.includes(kind) && !isTooEarly ? 'manual' : 'timer'
  const failures = snapshot.failures + 1
  const slow = snapshot.isStuck || kind === 'contract'
  // What a person asks for need not wait longer than the server itself wants.
  const wait =
    wake === 'timer' ? { ...snapshot, retryAfterMs, failures, slow } : { retryAfterMs: retryAfterMs ?? 1 }
  return waitFor(toWaitMs(wait, context), { ...snapshot, failures, pollError, wake }, context)
}

function withResource(
  snapshot: OperationSnapshot,
  resource: Resource | undefined,
  looks: number,
  context: AdvanceContext,
): OperationSnapshot {
  const next = { ...snapshot, resource }
  if (resource?.state !== 'searching') {
    return waitFor(0, { ...next, isStuck: false, wake: 'never' }, context)
  }
  // The first look is at once.
  const waitMs = looks && toWaitMs({ answersWithoutRetryAfter: looks }, context)
  return waitFor(waitMs, { ...next, looks }, context)
}

/** After `maxWatchMs` only our asking ends: what was read stays true. */
function waitFor(
  waitMs: number,
  snapshot: OperationSnapshot,
  { now, pace }: AdvanceContext,
): OperationSnapshot {
  const next = postpone(snapshot, waitMs, now)
  const { wake, watchedMs, operation, pollError } = next
  return wake === 'timer' && watchedMs >= pace.maxWatchMs
    ? { ...next, wake: 'manual', pollError: operation ? undefined : pollError }
    : next
}
