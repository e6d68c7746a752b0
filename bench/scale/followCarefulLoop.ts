import { environmentManager, QueryClient, QueryObserver } from '@tanstack/react-query'

import { DEFAULT_WAIT_MS, isFinal } from '../contestants/fetchOperation.ts'
import type { PolledOperation } from '../contestants/fetchOperation.ts'
import type { Follow } from './drivers.ts'

const TIMEOUT_MS = 30_000
const MAX_BYTES = 1_048_576

/** An operation with the time of its next poll, epoch ms. */
interface TimedOperation extends PolledOperation {
  readonly nextPollAt: number
}

/**
 * The hand-written loop with what it lacks: a timeout that also ends a fetch that ignores its signal, a limit for
 * the body, a wait that begins with the response, and a view without what changes with every poll.
 */
export function createDriver(): Follow {
  environmentManager.setIsServer(() => false)
  const queryClient = new QueryClient()
  queryClient.mount()
  return (operationId) =>
    new QueryObserver(queryClient, {
      queryKey: ['operation', operationId],
      queryFn: () => fetchInTime(`http://localhost/operations/${operationId}`),
      refetchInterval: ({ state: { data, fetchStatus } }) => {
        if (fetchStatus !== 'idle' || (data && isFinal(data))) return false
        return data ? Math.max(1, data.nextPollAt - Date.now()) : DEFAULT_WAIT_MS
      },
      select: ({ status }) => ({ status }),
      notifyOnChangeProps: ['data'],
    }).subscribe(() => undefined)
}

async function fetchInTime(url: string): Promise<TimedOperation> {
  const controller = new AbortController()
  const { signal } = controller
  const timer = setTimeout(() => controller.abort(new Error('No response')), TIMEOUT_MS)
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  try {
    const headers = new Headers({ accept: 'application/json' })
    const request = fetch(url, { headers, signal, redirect: 'manual', cache: 'no-store' })
    const response = await Promise.race([request, aborted])
    if (!response.ok) throw new Error(`The server responded with ${response.status}`)
    const { status }: { status: string } = JSON.parse(await Promise.race([readText(response), aborted]))
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1000 || DEFAULT_WAIT_MS
    return { status, retryAfterMs, nextPollAt: Date.now() + retryAfterMs }
  } finally {
    clearTimeout(timer)
  }
}

async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) throw new Error('The body is too large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}
