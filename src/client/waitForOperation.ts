import { OperationFailedError, WaitError } from '../protocol/errors.ts'
import type { Operation } from '../protocol/operation.ts'
import type { Resource } from '../protocol/resource.ts'
import { toWakeMs } from '../protocol/schedule.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { OperationRef, OperationsClient } from './createOperationsClient.ts'
import { sleep } from './sleep.ts'
import { withinTime } from './withinTime.ts'

/** What a finished wait gives. */
export interface WaitResult {
  readonly operation: Operation
  readonly resource: Resource
}

/**
 * Waits until an operation has completed and its new resource is known: for scripts and servers. Asks exactly when
 * the server said, through the same gate as everything else.
 *
 * @param options.timeoutMs longest wait in ms, whatever is on its way by then; default: the client's `maxWatchMs`
 * @param options.onUpdate told after each answer
 * @throws OperationFailedError where it ended FAILED or CANCELLED
 * @throws WaitError where the time ran out, or its status can not be read any more
 * @throws RangeError for a `timeoutMs` that is negative or no number
 * @throws the signal's reason, where the caller aborted; the operation itself goes on
 */
export async function waitForOperation(
  client: OperationsClient,
  ref: OperationRef,
  options: {
    signal?: AbortSignal | undefined
    timeoutMs?: number | undefined
    onUpdate?: ((snapshot: OperationSnapshot) => void) | undefined
  } = {},
): Promise<WaitResult> {
  const { signal, timeoutMs = client.context.pace.maxWatchMs, onUpdate } = options
  const { operationId } = client.identify(ref)
  const toError = () =>
    new WaitError('timeout', operationId, `it had not settled within ${timeoutMs / 1000} s`)
  return withinTime({ signal, timeoutMs }, (inTime) => follow(client, ref, inTime, onUpdate), toError)
}

async function follow(
  client: OperationsClient,
  ref: OperationRef,
  signal: AbortSignal,
  onUpdate: ((snapshot: OperationSnapshot) => void) | undefined,
): Promise<WaitResult> {
  let reported: OperationSnapshot | undefined
  for (;;) {
    const snapshot = await client.check(ref, { signal })
    if (snapshot !== reported) onUpdate?.(snapshot)
    reported = snapshot
    if (isSettled(snapshot) && snapshot.operation) return toResult(snapshot, snapshot.operation)
    const waitMs = toWakeMs(snapshot, client.context.now(), client.context.pace)
    if (waitMs === false) {
      const { wake, pollError, operationId } = snapshot
      throw new WaitError(
        wake === 'focus' ? 'unauthorized' : pollError ? 'unavailable' : 'timeout',
        operationId,
        pollError?.message ?? 'it was watched for as long as maxWatchMs allows',
      )
    }
    await sleep(waitMs, signal)
  }
}

function toResult(snapshot: OperationSnapshot, operation: Operation): WaitResult {
  if (operation.status !== 'COMPLETED') throw new OperationFailedError(operation, operation.error)
  return { operation, resource: snapshot.resource ?? { state: 'none' } }
}
