import type { Delivery } from '../../simulator/faults/applyFaults.ts'
import { isOperationFault } from '../../simulator/faults/Fault.ts'
import { ApiFailure, errorBody } from '../../simulator/http/ApiFailure.ts'
import type { Answer } from '../../simulator/http/json.ts'
import { isJsonObject, readJson, readKey } from '../../simulator/http/json.ts'
import { serveRequest } from '../../simulator/serveRequest.ts'
import type { ServingParts } from '../../simulator/serveRequest.ts'
import { readCourse } from '../../simulator/state/Operation.ts'
import { authenticate } from './calls/authenticate.ts'
import { findCall, isOperationRead } from './calls/findCall.ts'
import type { FoundCall } from './calls/findCall.ts'
import { performCall, unknownCall } from './calls/performCall.ts'
import type { CallParts } from './calls/performCall.ts'
import type { Account } from './state/Account.ts'

/** The parts of a running simulator. */
export interface SimulatorParts extends CallParts, ServingParts {
  /** The account of a user name, in the region the host names. */
  readonly accountOf: (sid: string, url: URL) => Account
  readonly nextRequestId: () => string
}

/** Serves one request to Twilio's API. Rejects as `serveRequest` does. */
export function serveCall(parts: SimulatorParts, request: Request): Promise<Response> {
  const { settings } = parts
  const { method, headers } = request
  const { pathname } = new URL(request.url)
  const { found, allow } = findCall(method, pathname)
  const isPoll = isOperationRead(found?.call ?? null)
  const user = attempt(() => authenticate(headers.get('authorization'), settings))
  return serveRequest(parts, request, {
    call: found?.call ?? null,
    isPoll,
    account: typeof user === 'string' ? user : null,
    operationId: isPoll ? (found?.ids[0] ?? null) : null,
    maxBodyBytes: settings.maxBodyBytes,
    headers: { 'Twilio-Request-Id': parts.nextRequestId() },
    perform({ at, url, faults }, text) {
      if (user instanceof ApiFailure) throw user
      if (!found || isWrongHost(parts, found, url)) throw unknownCall(found ? [] : allow, pathname)
      const course = readCourse(settings, faults.filter(isOperationFault))
      return performCall(parts, parts.accountOf(user, url), found, { method, url, headers, text }, at, course)
    },
    refuse: (failure, path) => toErrorAnswer(parts, failure, path),
    readStatus,
  })
}

function toErrorAnswer({ settings }: SimulatorParts, failure: ApiFailure, path: string): Answer {
  const mediaType = settings.dialect === 'problem' ? 'application/problem+json' : 'application/json'
  return {
    status: failure.status,
    headers: { 'Content-Type': mediaType, ...failure.headers },
    body: errorBody(failure, settings.dialect, path),
  }
}

function readStatus({ status, text }: Delivery): string | null {
  const body = status === 200 ? readJson(text) : undefined
  const word = isJsonObject(body) ? readKey(body, 'status') : null
  return typeof word === 'string' ? word : null
}

/** If each API has its own origin, neither serves the other's paths. */
function isWrongHost({ settings }: SimulatorParts, { api }: FoundCall, url: URL): boolean {
  const { origins } = settings
  if (!origins || origins.conversations === origins.memory) return false
  return url.origin === origins[api === 'memory' ? 'conversations' : 'memory']
}

function attempt<Value>(run: () => Value): Value | ApiFailure {
  try {
    return run()
  } catch (error) {
    if (error instanceof ApiFailure) return error
    throw error
  }
}
