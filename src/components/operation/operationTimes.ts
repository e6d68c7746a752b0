import type { OperationsClient } from '../../client/createOperationsClient.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { isPending, toAsyncOperation } from '../../hooks/asyncOperation.ts'
import { isFinal } from '../../protocol/operation.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { toSnapshot } from '../../protocol/snapshot.ts'

/** When an operation started and how long it took, as far as known. */
interface OperationTimes {
  /** Epoch ms. */
  readonly startedAt: number | undefined
  /** Epoch ms; `undefined` until it has ended, and if the end time is unknown. */
  readonly endedAt: number | undefined
  /** In ms; `undefined` until it has ended, and if no single clock saw both its start and its end. */
  readonly durationMs: number | undefined
  /** True if the end is when we first saw it, not a time from the server. */
  readonly isAbout: boolean
}

/** Reads the times of an operation from the 202, from poll responses, and from what we saw ourselves. */
export function readOperationTimes({
  status,
  accepted,
  operation,
  endSeenAt,
}: AsyncOperation): OperationTimes {
  const createdAt = readTime(operation?.createdAt)
  const completedAt = readTime(operation?.completedAt)
  const startedAt = accepted?.acceptedAt ?? createdAt
  const base = { startedAt, isAbout: false }
  if (createdAt !== undefined && completedAt !== undefined) {
    // Both times are from the server's clock, so the browser's clock does not matter.
    const durationMs = Math.max(0, completedAt - createdAt)
    return { ...base, durationMs, endedAt: (startedAt ?? createdAt) + durationMs }
  }
  if (!isFinal(status)) return { ...base, durationMs: undefined, endedAt: undefined }
  if (endSeenAt === undefined) return { ...base, durationMs: undefined, endedAt: completedAt }
  // Both times are from our clock, but only if we received the 202.
  const durationMs = accepted && Math.max(0, endSeenAt - accepted.acceptedAt)
  return { startedAt, durationMs, endedAt: completedAt ?? endSeenAt, isAbout: true }
}

function readTime(value: string | undefined): number | undefined {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? undefined : at
}

/** The last known state of an operation that is no longer watched, without a request. */
export function toLastKnown(client: OperationsClient, accepted: AcceptedOperation): AsyncOperation {
  const view = toAsyncOperation(client.peek(accepted) ?? toSnapshot(accepted))
  return isPending(view) ? { ...view, connection: 'paused' } : view
}
