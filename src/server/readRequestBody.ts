import { parseJsonObject } from './parseJsonObject.ts'
import type { ProxySettings } from './proxySettings.ts'
import { BodyTooLarge, readBounded } from './readBounded.ts'
import { Refusal } from './Refusal.ts'
import { DeadlinePassed, withinDeadline } from './withinDeadline.ts'

/**
 * The request's body as JSON text written anew, so that Twilio reads exactly what was checked here (duplicate
 * members, escapes and byte order marks cannot be read in two ways).
 */
export async function readRequestBody(
  request: Request,
  settings: Pick<ProxySettings, 'maxRequestBytes' | 'timeoutMs'>,
): Promise<string> {
  const { maxRequestBytes, timeoutMs } = settings
  if (Number(request.headers.get('Content-Length')) > maxRequestBytes) throw tooLarge(maxRequestBytes)
  if (request.bodyUsed) {
    const cause = new TypeError(
      'authorize has read the body of the request, so nothing is left to send. Read request.clone() there.',
    )
    throw new Refusal(500, 'internal', 'Internal error', 'The proxy could not do its work.', { cause })
  }
  const bytes = await withinDeadline(
    timeoutMs,
    (signal) => readBounded(request.body, maxRequestBytes, signal),
    request.signal,
  ).catch((cause: unknown) => {
    if (cause instanceof BodyTooLarge) throw tooLarge(maxRequestBytes)
    if (cause instanceof DeadlinePassed) {
      const detail = `The body did not arrive within ${timeoutMs} ms. Nothing was sent to the API.`
      throw new Refusal(408, 'request-timeout', 'Request timeout', detail)
    }
    throw new Refusal(400, 'broken-body', 'Broken body', 'The body ended before it was complete.')
  })
  const body = parseJsonObject(bytes)
  if (body === undefined) {
    throw new Refusal(400, 'invalid-body', 'Invalid body', 'The body is not a JSON object in UTF-8.')
  }
  return JSON.stringify(body)
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(413, 'body-too-large', 'Body too large', `A body may have ${maxBytes} bytes at most.`)
}
