/** What the peers' applications keep of a status answer: the word, and the number their polling options take. */
export interface PolledOperation {
  readonly status: string
  readonly retryAfterMs: number
}

/** The fetcher of every peer that takes one. */
export async function fetchOperation(url: string): Promise<PolledOperation> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The server answered ${response.status}`)
  const { status }: { status: string } = await response.json()
  return { status, retryAfterMs: Number(response.headers.get('retry-after')) * 1000 || DEFAULT_WAIT_MS }
}

/** Where the server names no time, and before its first answer. */
export const DEFAULT_WAIT_MS = 1000

export function isFinal({ status }: PolledOperation): boolean {
  return status === 'COMPLETED'
}
