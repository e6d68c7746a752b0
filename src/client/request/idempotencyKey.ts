import type { AcceptedOperation, OperationIdentity } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { toSnapshot } from '../../protocol/snapshot.ts'

/**
 * Creates an Idempotency-Key: a UUID (version 7), which every API that takes UUIDs accepts. Each one is
 * greater than the one before, compared as text.
 */
export function createIdempotencyKey(): string {
  return createUuid()
}

/** The time in the last UUID, in epoch ms. */
let lastTime = 0

/**
 * Creates a UUID (version 7; RFC 9562, section 5.7). Two never have the same time, so they are in order, even
 * if the clock is set back. `crypto.randomUUID` makes version 4, and plain http has none.
 */
export function createUuid(): string {
  lastTime = Math.max(lastTime + 1, Date.now())
  const time = lastTime.toString(16).padStart(12, '0')
  const random = Array.from(crypto.getRandomValues(new Uint16Array(5)), (two) =>
    (two | 0x10000).toString(16).slice(1),
  )
  const [a = '', b = '', ...rest] = random
  const variant = '89ab'.charAt(Number.parseInt(b, 16) & 3)
  return [time.slice(0, 8), time.slice(8), `7${a.slice(1)}`, variant + b.slice(1), rest.join('')].join('-')
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
