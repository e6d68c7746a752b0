import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toSnapshot } from '../protocol/snapshot.ts'

const PREFIX = 'submission/'

/**
 * Names the operation of a submission that has done its work although no answer named one, such as a deletion that meets
 * 404 on a retry. The ID makes no status URL, so nothing is ever asked for it.
 */
export function toDoneId(idempotencyKey: string): string {
  return PREFIX + idempotencyKey
}

/** What is known as soon as it is accepted. Of such an operation that is all there is to know: it has completed. */
export function toFirstSnapshot(accepted: AcceptedOperation): OperationSnapshot {
  const { api, operationId, acceptedAt } = accepted
  const first = toSnapshot(accepted)
  if (!operationId.startsWith(PREFIX)) return first
  return {
    ...first,
    operation: { api, operationId, status: 'COMPLETED', rawStatus: 'COMPLETED' },
    resource: { state: 'none' },
    endSeenAt: acceptedAt,
    wake: 'never',
  }
}
