import { OperationFailedError, OperationWaitError } from '../protocol/errors.ts'
import type { Operation } from '../protocol/operation.ts'
import type { Resource } from '../protocol/resource.ts'
import { NONE } from '../protocol/resource.ts'
import type { OperationResult } from '../protocol/result.ts'
import { toWakeMs } from '../protocol/schedule.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { OperationRef, OperationsClient } from './createOperationsClient.ts'
import { engineOf } from './createOperationsClient.ts'
import { sleep, withinTime } from './http/abort.ts'

/** The result of a wait. */
export interface WaitResult<TResult = unknown> {
  readonly operation: Operation
  readonly resource: Resource
  /** What it returned; `none` if its endpoint has no `result`. */
  readonly result: OperationResult<TResult>
}

/** Options of {@link waitForOperation}. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined
  /** Longest wait in ms, even if a request is in flight. Default: the client's `maxWatchMs`. */
  readonly timeoutMs?: number | undefined
  /** Called with each new snapshot. */
  readonly onUpdate?: ((snapshot: OperationSnapshot) => void) | undefined
}

/**
 * Waits until an operation has completed, and its new resource and its result are known. For scripts and servers. Polls when
 * the server asked for it, through the same gate as all other polls.
 *
 * @throws OperationFailedError if it ended FAILED or CANCELLED
 * @throws OperationWaitError if the time ran out, the credentials were refused, or its status can no longer be read
 * @throws RangeError if `timeoutMs` is negative or not a number
 * @throws the signal's reason, if the caller aborted, or an `AbortError` if the user signs out; the operation itself
 *   continues
 */
export async function waitForOperation<TResult>(
  client: OperationsClient,
  ref: OperationRef<TResult>,
  options?: WaitOptions,
): Promise<WaitResult<TResult>>
// The endpoint's schema gives the result its type.
export async function waitForOperation(
  client: OperationsClient,
  ref: OperationRef,
  options: WaitOptions = {},
): Promise<WaitResult> {
  const { context, gate } = engineOf(client)
  const { pace } = context
  const { signal, timeoutMs = pace.maxWatchMs, onUpdate } = options
  const { operationId } = client.identify(ref)
  const signals = [gate.session(), ...(signal ? [signal] : [])]
  const toError = () =>
    new OperationWaitError('timeout', operationId, `it had not settled within ${timeoutMs / 1000} s`)
  return withinTime({ signals, timeoutMs }, (inTime) => follow(client, ref, inTime, onUpdate), toError)
}

async function follow(
  client: OperationsClient,
  ref: OperationRef,
  signal: AbortSignal,
  onUpdate: ((snapshot: OperationSnapshot) => void) | undefined,
): Promise<WaitResult> {
  const { now, pace } = engineOf(client).context
  let reported: OperationSnapshot | undefined
  for (;;) {
    const snapshot = await client.check(ref, { signal })
    if (snapshot !== reported) onUpdate?.(snapshot)
    reported = snapshot
    if (isSettled(snapshot) && snapshot.operation) return toResult(snapshot, snapshot.operation)
    const waitMs = toWakeMs(snapshot, now(), pace)
    if (waitMs === false) {
      const { wake, pollError, operationId } = snapshot
      throw new OperationWaitError(
        wake === 'focus' ? 'unauthorized' : pollError ? 'unavailable' : 'timeout',
        operationId,
        pollError?.message ?? 'it had not settled within maxWatchMs',
      )
    }
    await sleep(waitMs, signal)
  }
}

function toResult(snapshot: OperationSnapshot, operation: Operation): WaitResult {
  if (operation.status !== 'COMPLETED') throw new OperationFailedError(operation, operation.error)
  const { resource = NONE, result = NONE } = snapshot
  return { operation, resource, result }
}
