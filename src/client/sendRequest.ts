import { AcceptedError, BodyError, ConnectionError, HttpError } from '../protocol/errors.ts'
import { readProblem } from '../protocol/problem.ts'
import { readRetryAfter } from '../protocol/retryAfter.ts'
import { readBody } from './readBody.ts'

/** Headers for every request, or a function that makes them: for a CSRF token, or a sign-in that is renewed. */
export type RequestHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

/** How requests leave. */
export interface Transport {
  readonly fetch: typeof globalThis.fetch
  readonly headers: RequestHeaders | undefined
  /** Longest wait for a whole answer, in ms. */
  readonly requestTimeoutMs: number
  readonly now: () => number
}

/** One request. */
export interface OutgoingRequest {
  readonly method: string
  readonly url: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
  /** Largest body that makes sense as an answer. */
  readonly maxBytes: number
}

/** A good answer. `body` is the error where it could not be read: of a 202 the headers are enough. */
export interface Answer {
  readonly httpStatus: number
  readonly headers: Headers
  readonly body: unknown
}

/**
 * Sends one request and reads its whole answer. Never follows redirects: they could lead elsewhere with our headers.
 *
 * @throws ConnectionError where no whole answer came
 * @throws HttpError for 4xx and 5xx
 * @throws the signal's reason, where the caller aborted
 */
export async function sendRequest(transport: Transport, request: OutgoingRequest): Promise<Answer> {
  const { requestTimeoutMs } = transport
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(TIMED_OUT), requestTimeoutMs)
  const abort = () => controller.abort(request.signal?.reason)
  request.signal?.addEventListener('abort', abort, { once: true })
  try {
    request.signal?.throwIfAborted()
    return await exchange(transport, request, controller.signal)
  } catch (error) {
    if (request.signal?.aborted || error instanceof AcceptedError) throw error
    if (controller.signal.aborted) {
      throw new ConnectionError('timeout', `The server did not answer within ${requestTimeoutMs / 1000} s.`, {
        cause: error,
      })
    }
    throw new ConnectionError('network', 'The server could not be reached, or the connection broke.', {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', abort)
  }
}

const TIMED_OUT = new DOMException('The time for this request ran out.', 'TimeoutError')

async function exchange(
  transport: Transport,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const given = typeof transport.headers === 'function' ? await transport.headers() : transport.headers
  const headers = new Headers(given)
  headers.set('accept', 'application/json')
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value)
  if (request.body !== undefined) headers.set('content-type', 'application/json')
  const { fetch } = transport
  const response = await fetch(request.url, {
    method: request.method,
    headers,
    signal,
    redirect: 'manual',
    cache: 'no-store',
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  })
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    throw new BodyError(
      'The server answered with a redirect, which is not followed. Often this means that the session has ended.',
    )
  }
  const body = await readBody(response, request.maxBytes).catch((error: unknown) => {
    if (error instanceof BodyError) return error
    throw error
  })
  if (response.ok) return { httpStatus: response.status, headers: response.headers, body }
  throw new HttpError(
    response.status,
    readProblem(body instanceof BodyError ? undefined : body, `HTTP ${response.status}`),
    {
      retryAfterMs: readRetryAfter(response.headers, transport.now()),
      requestId:
        response.headers.get('twilio-request-id') ?? response.headers.get('x-request-id') ?? undefined,
      conflictingResourceId: response.headers.get('x-conflicting-resource-id') ?? undefined,
    },
  )
}
