import type { RequestFailure } from '../../protocol/failure.ts'
import { readFailureKind } from '../../protocol/failure.ts'
import { defined } from '../../protocol/json.ts'
import type { OperationsApi } from '../../protocol/operation.ts'
import { readProblem } from '../../protocol/problem.ts'
import { readRetryAfter } from '../../protocol/retryAfter.ts'
import { onAbort } from './abort.ts'

/**
 * Returns the text of a response's body, in UTF-8.
 *
 * @throws Error as soon as it is larger than `maxBytes`, or the reason why it broke off
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const { body } = response
  const reader = body?.getReader ? body.getReader() : toReader(body ?? [await response.text()])
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const { value } = part
    size += value.length
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    text += typeof value === 'string' ? value : decoder.decode(value, { stream: true })
  }
  return text
}

/** node-fetch has a body that can only be iterated, and React Native has none. */
async function* iterate(chunks: AsyncIterable<Uint8Array> | readonly string[]) {
  yield* chunks
}

function toReader(chunks: AsyncIterable<Uint8Array> | readonly string[]) {
  const rest = iterate(chunks)
  return { read: () => rest.next() }
}

/** Headers for every request, or a function that returns them: for a CSRF token or a renewed access token. */
export type RequestHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

/** How requests are sent. */
export interface Transport {
  /** Default: the global `fetch`, looked up at each call, because tests or tracing may replace it later. */
  readonly fetch?: typeof globalThis.fetch | undefined
  readonly headers?: RequestHeaders | undefined
  /** Longest wait for a complete response, in ms. From 2^31 on there is no limit. */
  readonly requestTimeoutMs: number
  readonly now: () => number
}

/** The API's own conventions for error responses. */
type Dialect = Pick<OperationsApi, 'readProblem' | 'requestIdHeader'>

/** One request. */
export interface OutgoingRequest {
  readonly url: string
  /** Method, body, and headers that override the client's; a plain GET if omitted. */
  readonly init?: { method: string; body: string | null; headers: Readonly<Record<string, string>> }
  /** Ends the request. If it is already aborted, nothing is sent. */
  readonly signal?: AbortSignal | undefined
  /** Largest response body, in bytes. Default 1 MiB: an operation is a few kilobytes. */
  readonly maxBytes?: number
}

/** The response: a JSON body, or why there is none. */
export type Answer =
  | {
      readonly response: Response
      readonly body: unknown
      /** Its `Retry-After`, in ms. */
      readonly retryAfterMs: number | undefined
      readonly failure?: undefined
    }
  | {
      readonly response?: Response
      /** The JSON body, if there is one. */
      readonly body?: unknown
      readonly retryAfterMs?: undefined
      readonly failure: RequestFailure
      /** `no body` if it was empty, `no reason` if it was JSON; else why it could not be read. */
      readonly detail?: string
    }

/**
 * Sends one request and reads the complete response. Never follows redirects: they could take our headers
 * elsewhere. Every failure is part of the answer.
 *
 * @throws the reason of the request's signal, if the caller aborted before the response was complete; nothing
 *   else
 */
export async function sendRequest(
  transport: Transport,
  { readProblem: read = readProblem, requestIdHeader = 'x-request-id' }: Dialect,
  { url, init, signal: caller, maxBytes = 1_048_576 }: OutgoingRequest,
): Promise<Answer> {
  caller?.throwIfAborted()
  const { headers: given, requestTimeoutMs, now } = transport
  const controller = new AbortController()
  const { signal } = controller
  const stop = caller && onAbort(caller, () => controller.abort(caller.reason))
  // No timer can be longer, so this means no limit.
  const timer =
    requestTimeoutMs < 2 ** 31 &&
    setTimeout(() => controller.abort(`No answer within ${requestTimeoutMs} ms`), requestTimeoutMs)
  // An application's own fetch may ignore the signal.
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  const respond = async () => {
    const headers = new Headers(typeof given === 'function' ? await given() : given)
    for (const [name, value] of Object.entries({ ...init?.headers, accept: 'application/json' })) {
      headers.set(name, value)
    }
    // The caller may have aborted meanwhile.
    signal.throwIfAborted()
    return (transport.fetch ?? fetch)(url, {
      ...init,
      headers,
      signal,
      redirect: 'manual',
      cache: 'no-store',
    })
  }
  try {
    const response = await Promise.race([respond(), aborted])
    const { status: httpStatus, headers, ok } = response
    let json: unknown
    let placeholder: string | undefined
    // The status and headers stay valid if the body breaks off or does not end.
    try {
      const text = await Promise.race([readBody(response, maxBytes), aborted])
      placeholder = text ? 'no JSON' : 'no body'
      // Trimmed, because JSON.parse rejects a byte order mark.
      json = JSON.parse(text.trim())
      placeholder = 'no reason'
    } catch (error) {
      placeholder ??= String(error)
    }
    const retryAfterMs = readRetryAfter(headers, now())
    if (ok && json !== undefined) return { response, body: json, retryAfterMs }
    const problem = read(json, placeholder)
    const failure = defined({
      kind: ok && signal.aborted ? 'timeout' : readFailureKind(httpStatus),
      // Browsers report a redirect only as status 0. Often it means that the session has ended.
      message: `The server answered ${httpStatus || 'with a redirect'}: ${problem.detail ?? problem.title}`,
      httpStatus,
      retryAfterMs,
      requestId: headers.get(requestIdHeader) ?? undefined,
      // Our own placeholder for a reason is in English, and only for logs.
      problem: problem.title === placeholder && !problem.detail ? undefined : problem,
    })
    // Cancels the rest of the body.
    controller.abort()
    return { response, failure, body: json, detail: placeholder }
  } catch (error) {
    return { failure: { kind: signal.aborted ? 'timeout' : 'network', message: String(error) } }
  } finally {
    if (timer) clearTimeout(timer)
    stop?.()
    // Whatever came of it, the caller no longer wants it.
    caller?.throwIfAborted()
  }
}
