import type { Operation } from './operation.ts'
import type { Pace } from './pace.ts'
import type { PollError } from './pollError.ts'
import type { Resource, ResourceCandidate, ResourceRule } from './resource.ts'
import { chooseResource, readResource } from './resource.ts'
import { toWaitMs } from './schedule.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isSettled, startedAt } from './snapshot.ts'
import { isFinal } from './status.ts'

/** What one request brought. */
export type PollAnswer = { readonly retryAfterMs?: number | undefined } & (
  | { readonly operation: Operation }
  | { readonly candidates: readonly ResourceCandidate[] }
  | { readonly error: PollError }
)

/** What an answer is judged by: the moment it arrived, one draw of chance, the pace and the recipe's rule. */
export interface AdvanceContext {
  readonly now: number
  readonly random: number
  readonly pace: Pace
  readonly rule?: ResourceRule | null | undefined
}

/** The API is eventually consistent: a 404 this soon after the acceptance only means "not yet". */
const NOT_FOUND_GRACE_MS = 60_000
/** A new resource may show up in lists a little after its operation completed: look again after these waits. */
const LOOKUP_WAITS_MS = [1_000, 2_000, 4_000, 8_000]

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
  if ('error' in answer) return afterError(snapshot, answer.error, answer.retryAfterMs, context)
  if ('candidates' in answer) return afterLookup(snapshot, answer.candidates, context)
  if (snapshot.operation && isFinal(snapshot.operation.status)) return snapshot
  return afterAnswer(snapshot, answer.operation, answer.retryAfterMs, context)
}

function afterAnswer(
  snapshot: OperationSnapshot,
  operation: Operation,
  retryAfterMs: number | undefined,
  context: AdvanceContext,
): OperationSnapshot {
  const { pollError: _, ...rest } = snapshot
  const read = { ...rest, operation, failures: 0 }
  if (operation.status === 'COMPLETED') {
    return withResource(read, readResource(operation, snapshot.accepted, context.rule), context.now)
  }
  if (isFinal(operation.status)) return settle(read, context.now)
  const unguided = retryAfterMs === undefined ? snapshot.unguided + 1 : 0
  const waitMs = toWaitMs(
    {
      retryAfterMs,
      serverRetryAfterMs: snapshot.serverRetryAfterMs,
      unguided,
      failures: 0,
      slow: snapshot.isStuck,
      random: context.random,
    },
    context.pace,
  )
  const asked = retryAfterMs === undefined ? {} : { serverRetryAfterMs: retryAfterMs }
  return { ...read, ...asked, ...waitUntil(context.now, waitMs), unguided, wake: 'timer' }
}

function afterError(
  snapshot: OperationSnapshot,
  error: PollError,
  retryAfterMs: number | undefined,
  context: AdvanceContext,
): OperationSnapshot {
  // The operation is known to be complete; only its resource cannot be looked up. A clear no ends the search.
  if (snapshot.resource && ['notFound', 'gone', 'refused'].includes(error.kind)) {
    return withResource(snapshot, { state: 'notFound' }, context.now)
  }
  const failures = snapshot.failures + 1
  const waitMs = toWaitMs(
    {
      retryAfterMs,
      serverRetryAfterMs: snapshot.serverRetryAfterMs,
      unguided: 0,
      failures,
      slow: snapshot.isStuck || error.kind === 'contract',
      random: context.random,
    },
    context.pace,
  )
  return {
    ...snapshot,
    ...waitUntil(context.now, waitMs),
    failures,
    pollError: error,
    wake: wakeAfter(error, context.now - startedAt(snapshot)),
  }
}

function wakeAfter(error: PollError, ageMs: number): OperationSnapshot['wake'] {
  if (error.kind === 'unauthorized') return 'focus'
  if (error.kind === 'notFound') return ageMs < NOT_FOUND_GRACE_MS ? 'timer' : 'manual'
  return error.kind === 'gone' || error.kind === 'refused' || error.kind === 'untrusted' ? 'manual' : 'timer'
}

function afterLookup(
  snapshot: OperationSnapshot,
  candidates: readonly ResourceCandidate[],
  context: AdvanceContext,
): OperationSnapshot {
  const { pollError: _, ...rest } = snapshot
  const isLastLook = snapshot.lookups >= LOOKUP_WAITS_MS.length
  // The server's clock stamped both the operation and the resource; ours may be wrong.
  const createdAt = Date.parse(snapshot.operation?.createdAt ?? '')
  const since = Number.isNaN(createdAt) ? startedAt(snapshot) : createdAt
  const resource = chooseResource(candidates, {
    startedAt: since,
    type: context.rule?.type ?? 'resource',
    isLastLook,
  })
  return withResource({ ...rest, failures: 0, lookups: snapshot.lookups + 1 }, resource, context.now)
}

function withResource(snapshot: OperationSnapshot, resource: Resource, now: number): OperationSnapshot {
  if (resource.state !== 'searching') return settle({ ...snapshot, resource }, now)
  const waitMs = snapshot.lookups === 0 ? 0 : (LOOKUP_WAITS_MS[snapshot.lookups - 1] ?? 0)
  return { ...snapshot, resource, ...waitUntil(now, waitMs), wake: 'timer' }
}

function settle(snapshot: OperationSnapshot, now: number): OperationSnapshot {
  return { ...snapshot, ...waitUntil(now, 0), isStuck: false, wake: 'never' }
}

function waitUntil(now: number, waitMs: number): Pick<OperationSnapshot, 'nextPollAt' | 'waitMs'> {
  return { nextPollAt: now + waitMs, waitMs }
}
