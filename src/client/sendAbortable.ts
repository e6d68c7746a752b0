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
  const abort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', abort)
  const answer = await sendRequest(transport, api, { ...request, controller })
  signal?.removeEventListener('abort', abort)
  if (answer.failure) signal?.throwIfAborted()
  return answer
}
