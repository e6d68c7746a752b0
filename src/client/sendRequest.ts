import { defined } from '../protocol/defined.ts'
import type { Failure } from '../protocol/failure.ts'
import { readFailureKind } from '../protocol/failure.ts'
import type { OperationsApi } from '../protocol/operationsApi.ts'
import { readProblem } from '../protocol/problem.ts'
import { readRetryAfter } from '../protocol/retryAfter.ts'
import { abortable } from './abortable.ts'
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

/** What an API has of its own in its error answers. */
export type Dialect = Pick<OperationsApi, 'readProblem' | 'requestIdHeader'>

/** One request. */
export interface OutgoingRequest {
  readonly url: string
  /** Method and body; a plain GET where left out. */
  readonly init?: { method: string; body: string | null }
  /** Ends it. Not aborted yet. */
  readonly controller?: AbortController
  /** Largest body that makes sense as an answer. Default 1 MiB: an operation is a few kilobytes. */
  readonly maxBytes?: number
}

/** What came back: a JSON body, or why there is none. */
export type Answer =
  | {
      readonly response: Response
      readonly body: unknown
      /** What it asks to wait, in ms. */
      readonly retryAfterMs: number | undefined
      readonly failure?: undefined
    }
  | {
      readonly response?: Response
      readonly body?: undefined
      readonly retryAfterMs?: undefined
      readonly failure: Failure
    }

/**
 * Sends one request and reads its whole answer. Never follows redirects: they could lead elsewhere with our headers.
 * Never rejects.
 */
export async function sendRequest(
  transport: Transport,
  { readProblem: read = readProblem, requestIdHeader = 'x-request-id' }: Dialect,
  request: OutgoingRequest,
): Promise<Answer> {
  const { controller = new AbortController(), maxBytes = 1_048_576 } = request
  const { requestTimeoutMs, now } = transport
  const { signal } = controller
  const timer = setTimeout(
    () => controller.abort(`No answer within ${requestTimeoutMs} ms`),
    requestTimeoutMs,
  )
  try {
    const response = await abortable(send(transport, request, signal), signal)
    const { status: httpStatus, headers, ok } = response
    let json: unknown
    let lack: string | undefined
    // A body that breaks off or does not end does not unsay what the headers said.
    try {
      const text = await abortable(readBody(response, maxBytes), signal)
      lack = text ? 'no JSON' : 'no body'
      // Trimmed, since a byte order mark is no JSON.
      json = JSON.parse(text.trim())
      lack = 'no reason'
    } catch (error) {
      lack ??= String(error)
    }
    const retryAfterMs = readRetryAfter(headers, now())
    if (ok && json !== undefined) return { response, body: json, retryAfterMs }
    const problem = read(json, lack)
    const failure = defined({
      kind: ok && signal.aborted ? 'timeout' : readFailureKind(httpStatus),
      // A browser shows a redirect as status 0 and no more. Often it means that the session has ended.
      message: `The server answered ${httpStatus || 'redirect'}: ${problem.detail ?? problem.title}`,
      httpStatus,
      retryAfterMs,
      requestId: headers.get(requestIdHeader) ?? undefined,
      // A stand-in for a reason is for logs, and in English.
      problem: problem.title === lack && !problem.detail ? undefined : problem,
    })
    // What was not read of it must not come any more.
    controller.abort()
    return { response, failure }
  } catch (error) {
    return { failure: { kind: signal.aborted ? 'timeout' : 'network', message: String(error) } }
  } finally {
    clearTimeout(timer)
  }
}

async function send(
  { fetch, headers: given }: Transport,
  { url, init }: OutgoingRequest,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers(typeof given === 'function' ? await given() : given)
  headers.set('accept', 'application/json')
  return fetch(url, { ...init, headers, signal, redirect: 'manual', cache: 'no-store' })
}
