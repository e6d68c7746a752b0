import type { PollAnswer } from '../protocol/advance.ts'
import type { Resource } from '../protocol/resource.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import type { OperationEvent } from './operationEvent.ts'
import type { ChangeCause, GateChange } from './pollGate.ts'

/**
 * What one change means, in the order in which it happened. Shares no code with the engine: it is loaded apart from it.
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

/** What the server said to a poll; a look into a list is none. */
function isAnswer(cause: ChangeCause | undefined): cause is Exclude<PollAnswer, { resource: Resource }> {
  return cause !== undefined && ('operation' in cause || 'error' in cause)
}

/** Nothing was learned, but the deadline moved away: another operation's 429 holds the whole API. */
function isHeld(
  before: OperationSnapshot,
  after: OperationSnapshot,
  cause: ChangeCause | undefined,
): boolean {
  const isNews = before.operation !== after.operation || before.pollError !== after.pollError
  return !cause && !isNews && after.nextPollAt > before.nextPollAt
}
