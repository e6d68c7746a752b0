import { readOperationError } from './faults/Fault.ts'
import type { Calls, FaultRule } from './faults/script.ts'
import { readScriptRule } from './faults/script.ts'
import type { Json, JsonObject } from './http/answers.ts'
import { isJsonList, isJsonObject, readJson, readKey, readString } from './http/answers.ts'
import type { LogEntry } from './log/requestLog.ts'
import type { ServingParts } from './serveRequest.ts'
import type { OperationError, Outcome } from './state/Operation.ts'

/** An API in memory, and the controls to steer it. */
export interface ApiSimulator<TPattern extends string = string> {
  /**
   * A `fetch` that never leaves the process. Rejects with `ConnectionDropped` if a fault cuts the connection,
   * and with the signal's reason if the caller aborts. Does not follow redirects.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>
  /** The simulator's current time, epoch ms. */
  readonly now: () => number
  /**
   * Moves the simulator's clock forward, whichever clock it is.
   *
   * @throws RangeError if `ms` is negative or not finite
   */
  readonly advance: (ms: number) => void
  /**
   * Adds rules; the returned function removes them.
   *
   * @throws TypeError if a rule is invalid; the message says what is allowed
   */
  readonly script: (...rules: readonly FaultRule<TPattern>[]) => () => void
  /**
   * Ends a pending operation now. Default status: COMPLETED.
   *
   * @throws RangeError if no pending operation has this ID
   */
  readonly settle: (operationId: string, end?: { status?: Outcome; error?: OperationError }) => void
  /** The latest 50 000 requests, oldest first. */
  readonly log: () => LogEntry[]
  /** Restores the initial state: no data, log or script, the clock at its start, the same IDs again. */
  readonly reset: () => void
}

/** What differs between the simulators of two APIs. */
interface SimulatedApi extends ServingParts {
  readonly calls: Calls
  /** Whether `/__simulator/…` is served. */
  readonly controls: boolean
  readonly serve: (request: Request) => Promise<Response>
  /** Ends a pending operation; false if none has this ID. */
  readonly settle: (operationId: string, status: Outcome, error: OperationError) => boolean
  /** Forgets all data. */
  readonly forget: () => void
}

/** Puts the controls around an API in memory. */
export function runSimulator<TPattern extends string>({
  calls,
  clock,
  controls,
  forget,
  log,
  script,
  serve,
  settle,
}: SimulatedApi): ApiSimulator<TPattern> {
  const scriptJson = (rules: readonly Json[]) => script.add(rules.map((rule) => readScriptRule(rule, calls)))
  const simulator: ApiSimulator<TPattern> = {
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const isControl = controls && isControlPath(new URL(request.url).pathname)
      return isControl ? serveControl({ ...simulator, scriptJson }, request) : serve(request)
    },
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    // The round trip through JSON copies the rules and lets one reader check rules from code and from HTTP.
    script: (...rules) => scriptJson(rules.map((rule) => readJson(JSON.stringify(rule)) ?? null)),
    settle(operationId, { status = 'COMPLETED', error = {} } = {}) {
      if (settle(operationId, status, error)) return
      throw new RangeError(`settle: there is no pending operation ${operationId}. It may have ended already.`)
    },
    log: () => log.entries(),
    reset() {
      clock.reset()
      script.clear()
      log.clear()
      forget()
    },
  }
  return simulator
}

const PREFIX = '/__simulator/'

/** Whether a path belongs to the controls rather than to the API. */
function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX)
}

/** The part of the simulator that the controls use. */
interface SimulatorControls {
  readonly now: () => number
  readonly advance: (ms: number) => void
  readonly scriptJson: (rules: readonly Json[]) => void
  readonly settle: (operationId: string, end: { status?: Outcome; error?: OperationError }) => void
  readonly log: () => unknown[]
  readonly reset: () => void
}

/**
 * Serves the controls of a simulator in another process: `POST /__simulator/script` (a rule or a list of
 * rules), `/advance` `{ ms }`, `/settle` `{ operationId, status?, error? }`, `/reset`, and
 * `GET /__simulator/log`. Answers 400 for invalid input, 404 for an unknown control and 415 for a POST that
 * is not JSON, with a message.
 */
async function serveControl(controls: SimulatorControls, request: Request): Promise<Response> {
  const action = `${request.method} ${new URL(request.url).pathname.slice(PREFIX.length)}`
  // A cross-origin page can send text/plain without a CORS preflight, but not JSON.
  const isJson =
    request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
  if (request.method === 'POST' && !isJson) return refuse(415, 'Controls accept application/json only.')
  try {
    switch (action) {
      case 'GET log':
        return Response.json(controls.log())
      case 'POST script': {
        const rules = await readBody(request)
        controls.scriptJson(isJsonList(rules) ? rules : [rules])
        break
      }
      case 'POST advance':
        controls.advance(readMs(await readBody(request)))
        break
      case 'POST settle': {
        const body = needObject(await readBody(request))
        controls.settle(readString(body, 'operationId'), readEnd(body))
        break
      }
      case 'POST reset':
        controls.reset()
        break
      default:
        return refuse(404, `There is no control "${action}".`)
    }
    return Response.json({ now: controls.now() })
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return refuse(400, error.message)
    throw error
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status })
}

async function readBody(request: Request): Promise<Json> {
  const body = readJson(await request.text())
  if (body === undefined) throw new TypeError('The body is not JSON.')
  return body
}

function needObject(body: Json): JsonObject {
  if (isJsonObject(body)) return body
  throw new TypeError('The body must be an object.')
}

function readMs(body: Json): number {
  const ms = readKey(needObject(body), 'ms')
  if (typeof ms === 'number') return ms
  throw new TypeError('ms must be a number of milliseconds.')
}

function readEnd(body: JsonObject): { status?: Outcome; error?: OperationError } {
  const status = readKey(body, 'status') ?? 'COMPLETED'
  if (status !== 'COMPLETED' && status !== 'FAILED' && status !== 'CANCELLED') {
    throw new TypeError('status must be COMPLETED, FAILED or CANCELLED.')
  }
  return { status, error: readOperationError(readKey(body, 'error') ?? {}) }
}
