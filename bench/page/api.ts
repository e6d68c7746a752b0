import type { AcceptedOperation } from 'react-accepted/client'

import type { OperationLog } from '../server/operationLog.ts'

/** How the server treats an operation. */
export interface AcceptOptions {
  readonly retryAfterSeconds: number
  /** Number of the poll that gets COMPLETED; 0 for never. */
  readonly completesAtPoll: number
}

/** Starts an operation. Every contestant gets the contents of its 202. */
export async function accept(
  baseUrl: string,
  { retryAfterSeconds, completesAtPoll }: AcceptOptions,
): Promise<AcceptedOperation> {
  const query = `retryAfterSeconds=${retryAfterSeconds}&completesAtPoll=${completesAtPoll}`
  const response = await fetch(`${baseUrl}/operations?${query}`, { method: 'POST' })
  const { operationId }: { operationId: string } = await response.json()
  return toAccepted(operationId, Number(response.headers.get('retry-after')) * 1000)
}

/** An operation whose 202 has just arrived. */
export function toAccepted(operationId: string, retryAfterMs: number): AcceptedOperation {
  const acceptedAt = Date.now()
  return { api: 'default', operationId, acceptedAt, retryAfterMs, nextPollAt: acceptedAt + retryAfterMs }
}

/** The polls that the server received for these operations. */
export async function readLogs(baseUrl: string, ids: readonly string[]): Promise<OperationLog[]> {
  const response = await fetch(`${baseUrl}/log`, { method: 'POST', body: JSON.stringify(ids) })
  return response.json()
}
