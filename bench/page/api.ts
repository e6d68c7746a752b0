import type { AcceptedOperation } from 'react-accepted/client'

import type { OperationLog } from '../server/operationLog.ts'

/** What the server is to do with an operation. */
export interface AcceptOptions {
  readonly retryAfterSeconds: number
  /** The poll that gets COMPLETED; 0 for never. */
  readonly completesAtPoll: number
}

/** Starts an operation. What its 202 says is given to every contestant alike. */
export async function accept(
  baseUrl: string,
  { retryAfterSeconds, completesAtPoll }: AcceptOptions,
): Promise<AcceptedOperation> {
  const query = `retryAfterSeconds=${retryAfterSeconds}&completesAtPoll=${completesAtPoll}`
  const response = await fetch(`${baseUrl}/operations?${query}`, { method: 'POST' })
  const { operationId }: { operationId: string } = await response.json()
  return toAccepted(operationId, Number(response.headers.get('retry-after')) * 1000)
}

/** An operation whose 202 came just now. */
export function toAccepted(operationId: string, retryAfterMs: number): AcceptedOperation {
  const acceptedAt = Date.now()
  return { api: 'default', operationId, acceptedAt, retryAfterMs, nextPollAt: acceptedAt + retryAfterMs }
}

/** What the server was asked about these operations. */
export async function readLogs(baseUrl: string, ids: readonly string[]): Promise<OperationLog[]> {
  const response = await fetch(`${baseUrl}/log`, { method: 'POST', body: JSON.stringify(ids) })
  return response.json()
}
