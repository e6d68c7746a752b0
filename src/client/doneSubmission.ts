import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
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

/** True for such an operation, also after a reload. */
export function isDoneSubmission({ operationId }: OperationIdentity): boolean {
  return operationId.startsWith(PREFIX)
}

/** All that there is to know of it: it has completed. */
export function toDoneSnapshot(accepted: AcceptedOperation): OperationSnapshot {
  const { api, operationId, acceptedAt } = accepted
  return {
    ...toSnapshot(accepted),
    operation: { api, operationId, status: 'COMPLETED', rawStatus: 'COMPLETED' },
    resource: { state: 'none' },
    endSeenAt: acceptedAt,
    wake: 'never',
  }
}
