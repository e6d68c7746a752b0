import type { OrchestratorRoute } from './orchestratorRoutes.ts'
import { parseJsonObject, toJson } from './parseJsonObject.ts'
import type { ProxySettings } from './proxySettings.ts'
import { BodyTooLarge, readBounded } from './readBounded.ts'
import { Refusal } from './Refusal.ts'
import { DeadlinePassed, withinDeadline } from './withinDeadline.ts'

const consumed =
  'The body of the request was read before the proxy got it, so there is nothing to send. A body parser stands in ' +
  'front: express.json(), the pages API of Next.js, or code that calls request.json(). Put the proxy before it, or ' +
  'turn it off for this path. In the pages API: export const config = { api: { bodyParser: false } }.'

/** The bytes of the request's body, and none of one that is not expected. */
export async function readRequestBody(
  request: Request,
  { hasBody }: OrchestratorRoute,
  settings: Pick<ProxySettings, 'maxRequestBytes' | 'timeoutMs'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!hasBody) return undefined
  const { maxRequestBytes, timeoutMs } = settings
  if (request.bodyUsed || request.body?.locked === true) {
    const cause = new TypeError(consumed)
    throw new Refusal(500, 'internal', 'Internal error', 'The proxy could not do its work.', { cause })
  }
  if (Number(request.headers.get('Content-Length')) > maxRequestBytes) throw tooLarge(maxRequestBytes)
  return withinDeadline(
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
}

/**
 * The request as `authorize` gets it: with a body that is no longer than it may be, and that can be read without
 * taking it from the proxy.
 */
export function withBody(request: Request, bytes: Uint8Array<ArrayBuffer> | undefined): Request {
  if (request.body === null) return request
  const { url, method, headers, signal } = request
  return new Request(url, { method, headers, signal, body: bytes ?? null })
}

/**
 * The body as JSON text written anew, so that Twilio reads exactly what was checked here (duplicate members, escapes
 * and byte order marks cannot be read in two ways). Numbers are written as they came.
 */
export function toBodyText(bytes: Uint8Array): string {
  const body = parseJsonObject(bytes)
  if (body !== undefined) return toJson(body)
  throw new Refusal(400, 'invalid-body', 'Invalid body', 'The body is not a JSON object in UTF-8.')
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(413, 'body-too-large', 'Body too large', `A body may have ${maxBytes} bytes at most.`)
}
