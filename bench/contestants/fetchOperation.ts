/**
 * What an application keeps of a status response: the status, and the number that the polling options take.
 */
export interface PolledOperation {
  readonly status: string
  readonly retryAfterMs: number
}

/** The fetcher for every contestant that takes one. */
export async function fetchOperation(url: string): Promise<PolledOperation> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The server responded with ${response.status}`)
  const { status }: { status: string } = await response.json()
  return { status, retryAfterMs: Number(response.headers.get('retry-after')) * 1000 || DEFAULT_WAIT_MS }
}

/** Used before the first response, and if a response has no `Retry-After`. */
export const DEFAULT_WAIT_MS = 1000

export function isFinal({ status }: PolledOperation): boolean {
  return status === 'COMPLETED'
}

/** The polling interval in ms for libraries in which 0 stops polling. */
export function toPollingInterval(data: PolledOperation | undefined): number {
  if (!data) return DEFAULT_WAIT_MS
  return isFinal(data) ? 0 : data.retryAfterMs
}
