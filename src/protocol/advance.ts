import type { Failure, FailureKind } from './failure.ts'
import type { Operation } from './operation.ts'
import type { Pace } from './pace.ts'
import type { Resource } from './resource.ts'
import { readResource } from './resource.ts'
import { toWaitMs } from './schedule.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, startedAt } from './snapshot.ts'
import { isFinal } from './status.ts'

/** What one request brought. */
export type PollAnswer =
  | { readonly operation: Operation; readonly retryAfterMs: number | undefined }
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
  const read = { ...snapshot, failures: 0, pollError: undefined }
  if ('resource' in answer) return withResource(read, answer.resource, (read.looks ?? 0) + 1, context)
  if (snapshot.resource) return snapshot
  const { operation, retryAfterMs } = answer
  if (operation.status === 'COMPLETED') {
    return withResource(
      { ...read, operation, endSeenAt: toEndSeenAt(snapshot, context) },
      (context.readResource ?? readResource)(operation, snapshot.accepted),
      0,
      context,
    )
  }
  if (isFinal(operation.status)) {
    return settle({ ...read, operation, endSeenAt: toEndSeenAt(snapshot, context) }, context)
  }
  const next: OperationSnapshot = {
    ...read,
    operation,
    answersWithoutRetryAfter: retryAfterMs === undefined ? read.answersWithoutRetryAfter + 1 : 0,
    serverRetryAfterMs: retryAfterMs ?? read.serverRetryAfterMs,
    wake: 'timer',
  }
  return waitFor(toWaitMs({ ...next, retryAfterMs, slow: next.isStuck }, context), next, context)
}

/** Now, where it was open a moment ago as far as we knew. */
function toEndSeenAt(before: OperationSnapshot, { now }: AdvanceContext): number | undefined {
  const isKnownOpen = before.accepted !== undefined || before.operation !== undefined
  const isInTime = now - before.nextPollAt <= END_SEEN_WITHIN_MS && before.failures < END_SEEN_FAILURES
  return isKnownOpen && isInTime ? now : undefined
}

function afterError(
  snapshot: OperationSnapshot,
  pollError: Failure,
  context: AdvanceContext,
): OperationSnapshot {
  const { kind, retryAfterMs } = pollError
  const isTooEarly = kind === 'notFound' && context.now - startedAt(snapshot) < NOT_FOUND_GRACE_MS
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
  resource: Resource,
  looks: number,
  context: AdvanceContext,
): OperationSnapshot {
  if (resource.state !== 'searching') return settle({ ...snapshot, resource }, context)
  // The first look is at once.
  const waitMs = looks && toWaitMs({ answersWithoutRetryAfter: looks }, context)
  return waitFor(waitMs, { ...snapshot, resource, looks, wake: 'timer' }, context)
}

function settle(snapshot: OperationSnapshot, context: AdvanceContext): OperationSnapshot {
  return waitFor(0, { ...snapshot, isStuck: false, wake: 'never' }, context)
}

function waitFor(
  waitMs: number,
  snapshot: OperationSnapshot,
  { now, pace }: AdvanceContext,
): OperationSnapshot {
  const next = { ...snapshot, nextPollAt: now + waitMs, waitMs }
  const isGivenUp = next.wake === 'timer' && now - startedAt(next) >= pace.maxWatchMs
  return isGivenUp ? { ...next, wake: 'manual', pollError: { kind: 'expired', message: 'Given up' } } : next
}
