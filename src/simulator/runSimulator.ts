import type { Calls, FaultRule } from './faults/script.ts'
import { readScriptRule } from './faults/script.ts'
import { readJson } from './http/json.ts'
import type { Json } from './http/json.ts'
import type { LogEntry } from './log/requestLog.ts'
import { isControlPath, serveControl } from './serveControl.ts'
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
