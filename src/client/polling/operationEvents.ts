import type { PollAnswer } from '../../protocol/advance.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import type { AcceptedOperation, OperationIdentity, OperationStatus } from '../../protocol/operation.ts'
import type { Resource } from '../../protocol/resource.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { ChangeCause, GateChange } from './pollGate.ts'

/** The fields of every event. */
interface OperationEventBase extends OperationIdentity {
  /** Epoch ms. */
  readonly at: number
}

/** Something that happened to an operation, for logs and metrics. Plain JSON, no bodies, no credentials. */
export type OperationEvent =
  /** A 202 arrived. */
  | (OperationEventBase & { readonly type: 'accepted'; readonly accepted: AcceptedOperation })
  /** This page polled, and the poll succeeded or failed. */
  | (OperationEventBase & {
      readonly type: 'polled'
      /** The last status that could be read; absent until there is one. */
      readonly status: OperationStatus | undefined
      /** Why this poll failed. */
      readonly failure: RequestFailure | undefined
      /** The `Retry-After` of the response, in ms. */
      readonly retryAfterMs: number | undefined
      /** The actual wait until the next poll, in ms. */
      readonly waitMs: number
    })
  /** Another operation's 429 delays this one, by `waitMs` in ms. */
  | (OperationEventBase & { readonly type: 'held'; readonly waitMs: number })
  /** The server's status word changed. */
  | (OperationEventBase & {
      readonly type: 'transition'
      readonly from: string | undefined
      readonly to: string
    })
  /** Still PENDING after being watched for `stuckAfterMs`, or that old by the server's own times. */
  | (OperationEventBase & { readonly type: 'stuck' })
  /** Its status can no longer be read. Automatic polling has stopped. */
  | (OperationEventBase & { readonly type: 'unreachable'; readonly failure: RequestFailure })
  /** Watched for `maxWatchMs` and still not settled. Automatic polling has stopped. */
  | (OperationEventBase & { readonly type: 'paused' })
  /** It ended, and its new resource is no longer being looked for. */
  | (OperationEventBase & {
      readonly type: 'settled'
      readonly status: Exclude<OperationStatus, 'PENDING'>
      readonly resource: Resource | undefined
    })

/**
 * The events of one change, in the order in which they happened. Shares no code with the engine, because it
 * is a lazy-loaded chunk.
 */
export function toOperationEvents({ before, after, cause }: GateChange, at: number): OperationEvent[] {
  const { api, operationId, operation, waitMs } = after
  const base = { api, operationId, at }
  const events: OperationEvent[] = []
  if (cause && 'accepted' in cause) events.push({ ...base, type: 'accepted', accepted: cause.accepted })
  if (isAnswer(cause)) {
    const failure = 'error' in cause ? cause.error : undefined
    const retryAfterMs = 'retryAfterMs' in cause ? cause.retryAfterMs : failure?.retryAfterMs
    events.push({ ...base, type: 'polled', status: operation?.status, failure, retryAfterMs, waitMs })
  }
  if (before && isHeld(before, after, cause)) events.push({ ...base, type: 'held', waitMs })
  const from = before?.operation?.rawStatus
  if (operation && operation.rawStatus !== from) {
    events.push({ ...base, type: 'transition', from, to: operation.rawStatus })
  }
  if (after.isStuck && !before?.isStuck) events.push({ ...base, type: 'stuck' })
  if (after.wake === 'manual' && before?.wake !== 'manual') {
    const { pollError } = after
    events.push(
      pollError ? { ...base, type: 'unreachable', failure: pollError } : { ...base, type: 'paused' },
    )
  }
  const status = operation?.status ?? 'PENDING'
  if (after.wake === 'never' && before?.wake !== 'never' && status !== 'PENDING') {
    events.push({ ...base, type: 'settled', status, resource: after.resource })
  }
  return events
}

/** True for the response to a poll. The lookup of a resource is not a poll. */
function isAnswer(cause: ChangeCause | undefined): cause is Exclude<PollAnswer, { resource: Resource }> {
  return cause !== undefined && ('operation' in cause || 'error' in cause)
}

/** Nothing new, but a later deadline: another operation's 429 delays the whole API. */
function isHeld(
  before: OperationSnapshot,
  after: OperationSnapshot,
  cause: ChangeCause | undefined,
): boolean {
  const isNews = before.operation !== after.operation || before.pollError !== after.pollError
  return !cause && !isNews && after.nextPollAt > before.nextPollAt
}
