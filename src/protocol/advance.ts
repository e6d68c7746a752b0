import type { RequestFailure, RequestFailureKind } from './failure.ts'
import type { Operation } from './operation.ts'
import { isFinal } from './operation.ts'
import type { PollingLimits } from './pace.ts'
import type { Resource } from './resource.ts'
import { readResource } from './resource.ts'
import type { OperationResult } from './result.ts'
import { toWaitMs } from './schedule.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, postpone, toWatchedMs } from './snapshot.ts'

/** The result of one request. */
export type PollAnswer =
  | {
      readonly operation: Operation
      readonly retryAfterMs: number | undefined
      /**
       * The operation's age in ms: `Date` plus `Age` of the response, minus the operation's `createdAt`. All
       * by the server's clock.
       */
      readonly ageMs?: number
      /** Its result, as its dialect has read it. Not validated. */
      readonly payload?: unknown
      /** Its result, validated, if its endpoint says how. */
      readonly result?: OperationResult | undefined
    }
  | { readonly resource: Resource; readonly result?: OperationResult | undefined }
  | { readonly error: RequestFailure }

/** Adds the result to the response that says that an operation has completed; other responses stay as they are. */
export type AddResult = (
  read: PollAnswer,
  body: unknown,
  known: Pick<OperationSnapshot, 'accepted'>,
) => Promise<PollAnswer>

/** What else the next state depends on: arrival time, a random number (0 to 1), pace and endpoint. */
export interface AdvanceContext {
  readonly now: number
  readonly random: number
  readonly pace: PollingLimits
  /** Reads the resource as the endpoint says, if the endpoint is known. */
  readonly readResource?: typeof readResource | undefined
}

/** The API is eventually consistent: a 404 this soon after acceptance only means "not yet". */
const NOT_FOUND_GRACE_MS = 60_000

/** A response later than this after the deadline does not show when the operation ended … */
const END_SEEN_WITHIN_MS = 60_000
/** … nor does one that follows this many consecutive failed polls. */
const END_SEEN_FAILURES = 3

/** Polling again automatically would give the same result. */
const CLEAR_NO: readonly RequestFailureKind[] = ['notFound', 'gone', 'refused', 'untrusted']

/**
 * Returns the state after a response. A final status never changes, whatever arrives late. A failed poll
 * never changes the status.
 */
export function advance(
  snapshot: OperationSnapshot,
  answer: PollAnswer,
  context: AdvanceContext,
): OperationSnapshot {
  if (isSettled(snapshot)) return snapshot
  if ('error' in answer) return afterError(snapshot, answer.error, context)
  const read = { failures: 0, pollError: undefined, wake: 'timer' } as const
  if ('resource' in answer)
    return withResource(snapshot, { ...read, ...answer }, (snapshot.looks ?? 0) + 1, context)
  if (snapshot.resource) return snapshot
  const { operation, retryAfterMs, ageMs = 0, result } = answer
  if (isFinal(operation.status)) {
    const resource =
      operation.status === 'COMPLETED'
        ? (context.readResource ?? readResource)(operation, snapshot.accepted)
        : undefined
    const endSeenAt = toEndSeenAt(snapshot, context)
    return withResource(snapshot, { ...read, operation, endSeenAt, resource, result }, 0, context)
  }
  const slow = snapshot.isStuck || ageMs >= context.pace.stuckAfterMs
  const serverRetryAfterMs = retryAfterMs ?? snapshot.serverRetryAfterMs
  const answersWithoutRetryAfter = retryAfterMs === undefined ? snapshot.answersWithoutRetryAfter + 1 : 0
  const waitMs = toWaitMs({ answersWithoutRetryAfter, serverRetryAfterMs, retryAfterMs, slow }, context)
  return waitFor(
    waitMs,
    snapshot,
    { ...read, operation, answersWithoutRetryAfter, serverRetryAfterMs, isStuck: slow },
    context,
  )
}

/** Now, if the operation was still open a moment ago as far as we knew. */
function toEndSeenAt(before: OperationSnapshot, { now }: AdvanceContext): number | undefined {
  const isInTime = now - before.nextPollAt <= END_SEEN_WITHIN_MS && before.failures < END_SEEN_FAILURES
  return isInTime && (before.accepted ?? before.operation) ? now : undefined
}

function afterError(
  snapshot: OperationSnapshot,
  pollError: RequestFailure,
  context: AdvanceContext,
): OperationSnapshot {
  const { kind, retryAfterMs } = pollError
  const isTooEarly = kind === 'notFound' && toWatchedMs(snapshot, context.now) < NOT_FOUND_GRACE_MS
  const wake = kind === 'unauthorized' ? 'focus' : CLEAR_NO.includes(kind) && !isTooEarly ? 'manual' : 'timer'
  const failures = snapshot.failures + 1
  const slow = snapshot.isStuck || kind === 'contract'
  // A poll that the user triggers waits no longer than the server itself asked for.
  const wait =
    wake === 'timer' ? { ...snapshot, retryAfterMs, failures, slow } : { retryAfterMs: retryAfterMs ?? 1 }
  return waitFor(toWaitMs(wait, context), snapshot, { failures, pollError, wake }, context)
}

function withResource(
  snapshot: OperationSnapshot,
  news: Partial<OperationSnapshot>,
  looks: number,
  context: AdvanceContext,
): OperationSnapshot {
  const { resource, result } = { ...snapshot, ...news }
  if (resource?.state !== 'searching' && result?.state !== 'reading') {
    return waitFor(0, snapshot, { ...news, isStuck: false, wake: 'never' }, context)
  }
  // The first one is immediate.
  const waitMs = looks && toWaitMs({ answersWithoutRetryAfter: looks }, context)
  return waitFor(waitMs, snapshot, { ...news, looks }, context)
}

/** After `maxWatchMs` only polling stops: the last status stays valid. */
function waitFor(
  waitMs: number,
  snapshot: OperationSnapshot,
  news: Partial<OperationSnapshot>,
  { now, pace }: AdvanceContext,
): OperationSnapshot {
  const next = postpone(snapshot, waitMs, now, news)
  const { wake, watchedMs, operation, pollError } = next
  return wake === 'timer' && watchedMs >= pace.maxWatchMs
    ? { ...next, wake: 'manual', pollError: operation ? undefined : pollError }
    : next
}
