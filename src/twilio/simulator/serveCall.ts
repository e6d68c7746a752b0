import { applyFaults, toResponse, writeRetryAfter } from '../../simulator/faults/applyFaults.ts'
import type { Delivery } from '../../simulator/faults/applyFaults.ts'
import { ConnectionDropped, isOperationFault } from '../../simulator/faults/Fault.ts'
import type { AnswerFault, Fault } from '../../simulator/faults/Fault.ts'
import type { Script } from '../../simulator/faults/script.ts'
import { ApiFailure, errorBody, errorTitle } from '../../simulator/http/ApiFailure.ts'
import type { Answer } from '../../simulator/http/json.ts'
import { isJsonObject, readJson, readKey } from '../../simulator/http/json.ts'
import { boundBody } from '../../simulator/log/requestLog.ts'
import type { LogLine, RequestLog } from '../../simulator/log/requestLog.ts'
import type { Clock } from '../../simulator/state/clock.ts'
import { httpDate } from '../../simulator/state/clock.ts'
import { readCourse } from '../../simulator/state/Operation.ts'
import { authenticate, readText } from './calls/authenticate.ts'
import { findCall, isOperationRead } from './calls/findCall.ts'
import type { FoundCall } from './calls/findCall.ts'
import { performCall, unknownCall } from './calls/performCall.ts'
import type { CallParts } from './calls/performCall.ts'
import type { Account } from './state/Account.ts'

/** The parts of a running simulator. */
export interface SimulatorParts extends CallParts {
  readonly clock: Clock
  readonly log: RequestLog
  readonly script: Script
  /** The account of a user name, in the region the host names. */
  readonly accountOf: (sid: string, url: URL) => Account
  readonly nextRequestId: () => string
}

/** A request that has arrived. */
interface Arrival {
  /** Epoch ms. The request takes effect at this time, however long its body or a slow response takes. */
  readonly at: number
  readonly request: Request
  readonly url: URL
  readonly found: FoundCall | null
  readonly allow: readonly string[]
  readonly faults: readonly Fault[]
  readonly line: LogLine
}

/**
 * Serves one API request. Rejects with `ConnectionDropped` if a fault cuts the connection, and with the
 * signal's reason if the caller aborts during a slow response.
 */
export async function serveCall(parts: SimulatorParts, request: Request): Promise<Response> {
  const { clock } = parts
  const arrival = arrive(parts, request)
  const { at, faults, found, line } = arrival
  const answerFaults = faults.filter((fault) => !isOperationFault(fault))
  try {
    const answer = await answerCall(parts, arrival)
    const slowMs = answerFaults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.ms : 0), 0)
    if (slowMs > 0) await clock.waitUntil(at + slowMs, request.signal)
    if (has(faults, 'dropBefore') || has(faults, 'dropAfter')) throw new ConnectionDropped()
    const delivery = applyFaults(deliver(parts, answer), answerFaults, clock.now())
    noteDelivery(line, delivery, found)
    return toResponse(delivery)
  } finally {
    line.note({ answeredAt: clock.now() })
  }
}

function arrive({ clock, log, script }: SimulatorParts, request: Request): Arrival {
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
    isPoll: isOperationRead(found?.call ?? null),
    idempotencyKey: headers.get('idempotency-key'),
    ifMatch: headers.get('if-match'),
  })
  if (found && isOperationRead(found.call)) line.note({ operationId: found.ids[0] ?? null })
  const faults = found ? script.take({ call: found.call, method, path }) : []
  return { at, request, url, found, allow, faults, line }
}

async function answerCall(parts: SimulatorParts, arrival: Arrival): Promise<Answer> {
  const { settings } = parts
  const { at, request, url, found, allow, faults, line } = arrival
  const { headers, method } = request
  try {
    // Log the account and the body even if a fault replaces the call.
    const user = attempt(() => authenticate(headers.get('authorization'), settings))
    if (typeof user === 'string') line.note({ account: user })
    const text = await readText(request, settings.maxBodyBytes)
    line.note({ requestBody: boundBody(text) })

    const instead = scriptedAnswer(parts, faults, url.pathname)
    if (instead && !instead.effect) return instead.answer
    if (has(faults, 'dropBefore')) return NOTHING
    if (user instanceof ApiFailure) throw user
    if (!found || isWrongHost(parts, found, url)) throw unknownCall(found ? [] : allow, url.pathname)
    const course = readCourse(settings, faults.filter(isOperationFault))
    const account = parts.accountOf(user, url)
    const performed = performCall(parts, account, found, { method, url, headers, text }, at, course)
    line.note({ operationId: performed.operationId, replayed: performed.replayed })
    return instead?.answer ?? performed.answer
  } catch (error) {
    if (error instanceof ApiFailure) return toErrorAnswer(parts, error, url.pathname)
    throw error
  }
}

const NOTHING: Answer = { status: 200, headers: {}, body: null }

/** The response of a `status` or `redirect` fault, which replaces that of the call. */
function scriptedAnswer(parts: SimulatorParts, faults: readonly Fault[], path: string) {
  for (const fault of faults) {
    if (fault.kind === 'redirect') {
      const answer = { status: fault.status ?? 302, headers: { Location: fault.to }, body: {} }
      return { effect: false, answer }
    }
    if (fault.kind !== 'status') continue
    const { status, code = 20_000 + status, message = errorTitle(status), retryAfter, body } = fault
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'Retry-After': writeRetryAfter(retryAfter, parts.clock.now()) }
    const answer = toErrorAnswer(parts, new ApiFailure(status, code, message, { headers }), path)
    return { effect: fault.effect === true, answer: body === undefined ? answer : { ...answer, body } }
  }
  return null
}

function toErrorAnswer({ settings }: SimulatorParts, failure: ApiFailure, path: string): Answer {
  const mediaType = settings.dialect === 'problem' ? 'application/problem+json' : 'application/json'
  return {
    status: failure.status,
    headers: { 'Content-Type': mediaType, ...failure.headers },
    body: errorBody(failure, settings.dialect, path),
  }
}

function deliver({ clock, nextRequestId }: SimulatorParts, answer: Answer): Delivery {
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

/** If each API has its own origin, neither serves the other's paths. */
function isWrongHost({ settings }: SimulatorParts, { api }: FoundCall, url: URL): boolean {
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
