import type { AcceptedOperation, OperationIdentity } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { toSnapshot } from '../../protocol/snapshot.ts'

/** Creates an Idempotency-Key: a UUID (version 4), as the API's pattern requires. */
export function createIdempotencyKey(): string {
  return createUuid()
}

/**
 * Creates a UUID (version 4). `crypto.randomUUID` only exists in secure contexts, and some dashboards run over
 * plain HTTP on an intranet.
 */
export function createUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // Version 4, variant 10 (RFC 9562, section 5.4).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const PREFIX = 'submission/'

/**
 * The operation ID of a submission that is done although no response named an operation, such as a deletion
 * that gets a 404 on a retry. No status URL can be built from it, so it is never polled.
 */
export function toDoneId(idempotencyKey: string): string {
  return PREFIX + idempotencyKey
}

/** True for an operation with an ID from `toDoneId`, including after a reload. */
export function isDoneSubmission({ operationId }: OperationIdentity): boolean {
  return operationId.startsWith(PREFIX)
}

/** The final snapshot of such an operation: COMPLETED, without a resource. */
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
