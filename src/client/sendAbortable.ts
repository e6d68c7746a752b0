import { onAbort } from './abortable.ts'
import type { Answer, Dialect, OutgoingRequest, Transport } from './sendRequest.ts'
import { sendRequest } from './sendRequest.ts'

/**
 * Sends one request that the caller may give up. What has been answered by then is not lost.
 *
 * @param signal not aborted yet
 * @throws the signal's reason, where the caller aborted; nothing else
 */
export async function sendAbortable(
  transport: Transport,
  api: Dialect,
  request: OutgoingRequest,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const controller = new AbortController()
  const stop = signal && onAbort(signal, () => controller.abort(signal.reason))
  const answer = await sendRequest(transport, api, { ...request, controller })
  stop?.()
  if (answer.failure) signal?.throwIfAborted()
  return answer
}
