import { createAccount, type Account } from './Account.ts'
import { createClock } from './createClock.ts'
import { createIds, type Ids } from './createIds.ts'
import { createRequestLog, type LogEntry } from './createRequestLog.ts'
import { createScript } from './createScript.ts'
import type { OperationError } from './Fault.ts'
import { readJson, type Json } from './Json.ts'
import type { Outcome } from './Operation.ts'
import { readScriptRule, type ScriptRule } from './readScriptRule.ts'
import { seedAccount } from './seedAccount.ts'
import { serveCall, type House } from './serveCall.ts'
import { isControlPath, serveControl } from './serveControl.ts'
import { readSettings, type SimulatorOptions } from './SimulatorOptions.ts'

/** The API in memory, and the strings to pull. */
export interface Simulator {
  /**
   * A `fetch` that never leaves the process. Rejects with `ConnectionDropped` when a fault cuts the connection, and with
   * the signal's reason when the caller aborts. Redirects are answered, not followed.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>
  /** The time in the simulator, epoch ms. */
  readonly now: () => number
  /** Moves the simulator's clock on, whichever it is. Throws a `RangeError` for a negative number. */
  readonly advance: (ms: number) => void
  /** Adds faults to come; the answer takes them back. Throws a `TypeError` that says what a rule may be. */
  readonly script: (...rules: readonly ScriptRule[]) => () => void
  /** Ends a pending operation now. Throws a `RangeError` when there is none of that ID. */
  readonly settle: (operationId: string, end?: { status?: Outcome; error?: OperationError }) => void
  /** The latest 50 000 requests, oldest first. */
  readonly log: () => LogEntry[]
  /** As new: no accounts, log, script; the clock at its start, the same IDs again. */
  readonly reset: () => void
}

/**
 * Makes a simulator of Twilio Conversation Orchestrator (Conversations v2, control plane) and Conversation Memory (v1,
 * control plane). Every user name is an account of its own. Throws a `RangeError` for a number that makes no sense.
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const settings = readSettings(options)
  const clock = createClock(settings.clock)
  const script = createScript()
  const log = createRequestLog()
  const accounts = new Map<string, Account>()
  let ids: Ids = createIds(settings.idSeed)
  let requests = 0

  const house: House = {
    settings,
    clock,
    script,
    log,
    ids: { next: (prefix, createdAt) => ids.next(prefix, createdAt) },
    accountOf(sid, url) {
      const key = `${regionOf(url) ?? settings.region} ${sid}`
      const known = accounts.get(key)
      if (known) return known
      const account = createAccount(sid)
      seedAccount(account, settings.seed, ids, clock.now())
      accounts.set(key, account)
      return account
    },
    nextRequestId() {
      requests += 1
      return `RQ${requests.toString(16).padStart(32, '0')}`
    },
  }

  const scriptJson = (rules: readonly Json[]) => script.add(rules.map((rule) => readScriptRule(rule)))

  const simulator: Simulator = {
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      if (settings.controls && isControlPath(new URL(request.url).pathname)) {
        return serveControl({ ...simulator, scriptJson }, request)
      }
      return serveCall(house, request)
    },
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    // Through JSON and back: rules from code and over HTTP are read by the same reader, and later edits do no harm.
    script: (...rules) => scriptJson(rules.map((rule) => readJson(JSON.stringify(rule)) ?? null)),
    settle(operationId, { status = 'COMPLETED', error = {} } = {}) {
      const now = clock.now()
      for (const { operations } of accounts.values()) {
        operations.settleDue(now)
        if (operations.settle(operationId, status, error, now)) return
      }
      throw new RangeError(`settle: there is no pending operation ${operationId}. It may have ended already.`)
    },
    log: () => log.entries(),
    reset() {
      clock.reset()
      script.clear()
      log.clear()
      accounts.clear()
      ids = createIds(settings.idSeed)
      requests = 0
    },
  }
  return simulator
}

/** `conversations.au1.twilio.com`, with or without an edge before the region. */
function regionOf(url: URL): string | null {
  return /^(?:conversations|memory)\.(?:[a-z-]+\.)?([a-z]+\d+)\.twilio\.com$/.exec(url.hostname)?.[1] ?? null
}
