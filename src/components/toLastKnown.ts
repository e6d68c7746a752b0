import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { isPending, toAsyncOperation } from '../hooks/asyncOperation.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { toSnapshot } from '../protocol/snapshot.ts'

/** An operation as it was last seen, without asking: for one that is watched no more. */
export function toLastKnown(client: OperationsClient, accepted: AcceptedOperation): AsyncOperation {
  const view = toAsyncOperation(client.peek(accepted) ?? toSnapshot(accepted))
  return isPending(view) ? { ...view, connection: 'paused' } : view
}
