import type { Account } from './Account.ts'
import type { Answer } from './Answer.ts'
import { ApiFailure } from './ApiFailure.ts'
import { authenticate } from './authenticate.ts'
import { bendAnswer, writeRetryAfter, type Delivery } from './bendAnswer.ts'
import { ConnectionDropped } from './ConnectionDropped.ts'
import type { Clock } from './createClock.ts'
import { boundBody, type LogLine, type RequestLog } from './createRequestLog.ts'
import type { Script } from './createScript.ts'
import { errorBody, errorTitle } from './errorBody.ts'
import { isOperationFault, type AnswerFault, type Fault } from './Fault.ts'
import { findCall, isOperationRead, type FoundCall } from './findCall.ts'
import { httpDate } from './httpDate.ts'
import { isJsonObject, readJson, readKey } from './Json.ts'
import { readCourse } from './Operation.ts'
import { performCall, unknownCall, type Backstage } from './performCall.ts'
import { readText } from './readRequestBody.ts'
import { toResponse } from './toResponse.ts'

/** The parts of a running simulator. */
export interface House extends Backstage {
  readonly clock: Clock
  readonly log: RequestLog
  readonly script: Script
  /** The account of a user name, in the region the host names. */
  readonly accountOf: (sid: string, url: URL) => Account
  readonly nextRequestId: () => string
}

/** A request that has come in. */
interface Arrival {
  /** Epoch ms. Everything is done as of then, however long the body or a slow answer takes. */
  readonly at: number
  readonly request: Request
  readonly url: URL
  readonly found: FoundCall | null
  readonly allow: readonly string[]
  readonly faults: readonly Fault[]
  readonly line: LogLine
}

/**
 * Serves one request of the API. Rejects with `ConnectionDropped` when a fault cuts the connection, and with the reason of
 * the request's signal when the caller leaves first.
 */
export async function serveCall(house: House, request: Request): Promise<Response> {
  const { clock } = house
  const arrival = arrive(house, request)
  const { at, faults, found, line } = arrival
  const answerFaults = faults.filter((fault) => !isOperationFault(fault))
  try {
    const answer = await answerCall(house, arrival)
    const slowMs = answerFaults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.ms : 0), 0)
    if (slowMs > 0) await clock.waitUntil(at + slowMs, request.signal)
    if (has(faults, 'dropBefore') || has(faults, 'dropAfter')) throw new ConnectionDropped()
    const delivery = bendAnswer(deliver(house, answer), answerFaults, clock.now())
    noteDelivery(line, delivery, found)
    return toResponse(delivery)
  } finally {
    line.note({ answeredAt: clock.now() })
  }
}

function arrive({ clock, log, script }: House, request: Request): Arrival {
  const { headers, method } = request
  const at = clock.now()
  const url = new URL(request.url)
  const path = url.pathname
  const { found, allow } = findCall(method, path)
  const line = log.open({
    at,
    method,
    path,
    query: url.search,
    call: found?.call ?? null,
    idempotencyKey: headers.get('idempotency-key'),
    ifMatch: headers.get('if-match'),
  })
  if (found && isOperationRead(found.call)) line.note({ operationId: found.ids[0] ?? null })
  const faults = found ? script.take({ call: found.call, method, path }) : []
  return { at, request, url, found, allow, faults, line }
}

async function answerCall(house: House, arrival: Arrival): Promise<Answer> {
  const { settings } = house
  const { at, request, url, found, allow, faults, line } = arrival
  const { headers, method } = request
  try {
    // The log tells who asked for what even when a fault keeps the call from being carried out.
    const user = attempt(() => authenticate(headers.get('authorization'), settings))
    if (typeof user === 'string') line.note({ account: user })
    const text = await readText(request, settings.maxBodyBytes)
    line.note({ requestBody: boundBody(text) })

    const instead = scriptedAnswer(house, faults, url.pathname)
    if (instead && !instead.effect) return instead.answer
    if (has(faults, 'dropBefore')) return NOTHING
    if (user instanceof ApiFailure) throw user
    if (!found || isWrongHost(house, found, url)) throw unknownCall(found ? [] : allow, url.pathname)
    const course = readCourse(settings, faults.filter(isOperationFault))
    const account = house.accountOf(user, url)
    const performed = performCall(house, account, found, { method, url, headers, text }, at, course)
    line.note({ operationId: performed.operationId, replayed: performed.replayed })
    return instead?.answer ?? performed.answer
  } catch (error) {
    if (error instanceof ApiFailure) return toErrorAnswer(house, error, url.pathname)
    throw error
  }
}

const NOTHING: Answer = { status: 200, headers: {}, body: null }

/** The answer a `status` or `redirect` fault gives instead of the call's own. */
function scriptedAnswer(house: House, faults: readonly Fault[], path: string) {
  for (const fault of faults) {
    if (fault.kind === 'redirect') {
      const answer = { status: fault.status ?? 302, headers: { Location: fault.to }, body: {} }
      return { effect: false, answer }
    }
    if (fault.kind !== 'status') continue
    const { status, code = 20_000 + status, message = errorTitle(status), retryAfter, body } = fault
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'Retry-After': writeRetryAfter(retryAfter, house.clock.now()) }
    const answer = toErrorAnswer(house, new ApiFailure(status, code, message, { headers }), path)
    return { effect: fault.effect === true, answer: body === undefined ? answer : { ...answer, body } }
  }
  return null
}

function toErrorAnswer({ settings }: House, failure: ApiFailure, path: string): Answer {
  const mediaType = settings.dialect === 'problem' ? 'application/problem+json' : 'application/json'
  return {
    status: failure.status,
    headers: { 'Content-Type': mediaType, ...failure.headers },
    body: errorBody(failure, settings.dialect, path),
  }
}

function deliver({ clock, nextRequestId }: House, answer: Answer): Delivery {
  const headers = new Headers({
    'Content-Type': 'application/json',
    ...answer.headers,
    Date: httpDate(clock.now()),
    'Twilio-Request-Id': nextRequestId(),
  })
  return { status: answer.status, headers, text: JSON.stringify(answer.body), breakAt: null }
}

function noteDelivery(line: LogLine, delivery: Delivery, found: FoundCall | null): void {
  const { breakAt, headers, status, text } = delivery
  const body =
    breakAt === null && status === 200 && isOperationRead(found?.call ?? null) ? readJson(text) : undefined
  const word = isJsonObject(body) ? readKey(body, 'status') : null
  line.note({
    status,
    retryAfter: headers.get('retry-after'),
    date: headers.get('date'),
    delivered: breakAt === null ? 'whole' : 'partly',
    operationStatus: typeof word === 'string' ? word : null,
  })
}

/** With an origin for each API, one host does not serve the other's paths. */
function isWrongHost({ settings }: House, { api }: FoundCall, url: URL): boolean {
  const { origins } = settings
  if (!origins || origins.conversations === origins.memory) return false
  return url.origin === origins[api === 'memory' ? 'conversations' : 'memory']
}

function has(faults: readonly Fault[], kind: AnswerFault['kind']): boolean {
  return faults.some((fault) => fault.kind === kind)
}

function attempt<Value>(run: () => Value): Value | ApiFailure {
  try {
    return run()
  } catch (error) {
    if (error instanceof ApiFailure) return error
    throw error
  }
}
