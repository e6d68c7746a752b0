import type { Delivery } from './faults/applyFaults.ts'
import { applyFaults, toResponse, writeRetryAfter } from './faults/applyFaults.ts'
import type { AnswerFault, Fault } from './faults/Fault.ts'
import { ConnectionDropped, isOperationFault } from './faults/Fault.ts'
import type { Script } from './faults/script.ts'
import { ApiFailure, errorTitle } from './http/answers.ts'
import type { Answer } from './http/answers.ts'
import type { LogLine, RequestLog } from './log/requestLog.ts'
import { boundBody } from './log/requestLog.ts'
import type { Clock } from './state/clock.ts'
import { httpDate } from './state/clock.ts'

/** The parts of a simulator that a request needs, whichever API it is. */
export interface ServingParts {
  readonly clock: Clock
  readonly log: RequestLog
  readonly script: Script
}

/** A request that has arrived. */
export interface Arrival {
  /** Epoch ms. The request takes effect at this time, however long its body or a slow response takes. */
  readonly at: number
  readonly request: Request
  readonly url: URL
  readonly faults: readonly Fault[]
}

/** A response, and the operation that it is about. */
export interface Performed {
  readonly answer: Answer
  readonly operationId: string | null
  readonly replayed: boolean
}

/** How an API serves one request. */
interface RequestHandler {
  /** Null if the API does not have this path or method. */
  readonly call: string | null
  readonly isPoll: boolean
  readonly account: string | null
  /** The operation that the path names. */
  readonly operationId: string | null
  readonly maxBodyBytes: number
  /** Headers of every response. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * Carries the request out. Synchronous, so that the second of two identical concurrent requests finds the
   * first response. Throws an `ApiFailure` to refuse it.
   */
  readonly perform: (arrival: Arrival, text: string) => Performed
  readonly refuse: (failure: ApiFailure, path: string) => Answer
  /** The status of the operation in the response to a poll, which was sent whole. */
  readonly readStatus: (delivery: Delivery) => string | null
}

/**
 * Serves one request of an API: takes its faults from the script, logs it, and sends the response. Rejects with
 * `ConnectionDropped` if a fault cuts the connection, and with the signal's reason if the caller aborts during
 * a slow response.
 */
export async function serveRequest(
  parts: ServingParts,
  request: Request,
  handler: RequestHandler,
): Promise<Response> {
  const { clock, log, script } = parts
  const { headers, method } = request
  const { account, call, isPoll, operationId } = handler
  const at = clock.now()
  const url = new URL(request.url)
  const { pathname: path, search: query } = url
  const [idempotencyKey, ifMatch] = [headers.get('idempotency-key'), headers.get('if-match')]
  const line = log.open({ at, method, path, query, call, isPoll, idempotencyKey, ifMatch })
  line.note({ account, operationId })
  const faults = call === null ? [] : script.take({ call, method, path })
  const answerFaults = faults.filter((fault) => !isOperationFault(fault))
  try {
    const answer = await answerRequest(handler, { at, request, url, faults }, line, clock)
    const slowMs = answerFaults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.ms : 0), 0)
    if (slowMs > 0) await clock.waitUntil(at + slowMs, request.signal)
    if (has(faults, 'dropBefore') || has(faults, 'dropAfter')) throw new ConnectionDropped()
    const sent = toDelivery(answer, { ...handler.headers, Date: httpDate(clock.now()) })
    const delivery = applyFaults(sent, answerFaults, clock.now())
    const isWhole = delivery.breakAt === null
    line.note({
      status: delivery.status,
      retryAfter: delivery.headers.get('retry-after'),
      date: delivery.headers.get('date'),
      delivered: isWhole ? 'whole' : 'partly',
      operationStatus: isWhole && isPoll ? handler.readStatus(delivery) : null,
    })
    return toResponse(delivery)
  } finally {
    line.note({ answeredAt: clock.now() })
  }
}

async function answerRequest(
  handler: RequestHandler,
  arrival: Arrival,
  line: LogLine,
  clock: Clock,
): Promise<Answer> {
  const { faults, request, url } = arrival
  try {
    // Log the body even if a fault replaces the call.
    const text = await readText(request, handler.maxBodyBytes)
    line.note({ requestBody: boundBody(text) })
    const instead = scriptedAnswer(handler, faults, url.pathname, clock)
    if (instead && !instead.effect) return instead.answer
    if (has(faults, 'dropBefore')) return NOTHING
    const { answer, operationId, replayed } = handler.perform(arrival, text)
    line.note({ operationId, replayed })
    return instead?.answer ?? answer
  } catch (error) {
    if (error instanceof ApiFailure) return handler.refuse(error, url.pathname)
    throw error
  }
}

const NOTHING: Answer = { status: 200, headers: {}, body: undefined }

/** The response of a `status` or `redirect` fault, which replaces that of the call. */
function scriptedAnswer(
  { refuse }: RequestHandler,
  faults: readonly Fault[],
  path: string,
  clock: Clock,
): { readonly effect: boolean; readonly answer: Answer } | null {
  for (const fault of faults) {
    if (fault.kind === 'redirect') {
      const answer = { status: fault.status ?? 302, headers: { Location: fault.to }, body: {} }
      return { effect: false, answer }
    }
    if (fault.kind !== 'status') continue
    const { status, code = 20_000 + status, message = errorTitle(status), retryAfter, body } = fault
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'Retry-After': writeRetryAfter(retryAfter, clock.now()) }
    const answer = refuse(new ApiFailure(status, code, message, { headers }), path)
    return { effect: fault.effect === true, answer: body === undefined ? answer : { ...answer, body } }
  }
  return null
}

function toDelivery({ status, headers, body }: Answer, more: Readonly<Record<string, string>>): Delivery {
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const text = body === undefined ? '' : JSON.stringify(body)
  return { status, headers: new Headers({ ...type, ...headers, ...more }), text, breakAt: null }
}

function has(faults: readonly Fault[], kind: AnswerFault['kind']): boolean {
  return faults.some((fault) => fault.kind === kind)
}

/** The text of a body. Throws a 413 as soon as it exceeds `maxBytes`. */
async function readText(request: Request, maxBytes: number): Promise<string> {
  // Not every browser exposes the body of a request as a stream.
  const body = Reflect.has(request, 'body') ? request.body : new Response(await request.blob()).body
  if (!body) return ''
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new ApiFailure(413, 20_413, `The body has more than ${maxBytes} bytes.`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}
