import { createScript, readScriptRule } from '../../simulator/faults/script.ts'
import { readJson } from '../../simulator/http/json.ts'
import type { Json } from '../../simulator/http/json.ts'
import { createRequestLog } from '../../simulator/log/requestLog.ts'
import type { LogEntry } from '../../simulator/log/requestLog.ts'
import { isControlPath, serveControl } from '../../simulator/serveControl.ts'
import { createClock } from '../../simulator/state/clock.ts'
import { createIds } from '../../simulator/state/ids.ts'
import type { Ids } from '../../simulator/state/ids.ts'
import type { OperationError, Outcome } from '../../simulator/state/Operation.ts'
import { createdFields } from './calls/configurationFields.ts'
import { CALLS } from './calls/findCall.ts'
import type { ScriptRule } from './calls/findCall.ts'
import { serveCall } from './serveCall.ts'
import type { SimulatorParts } from './serveCall.ts'
import { createAccount, firstVersion } from './state/Account.ts'
import type { Account } from './state/Account.ts'
import { DEMO_SEED, readSettings } from './state/SimulatorOptions.ts'
import type { SimulatorOptions, SimulatorSeed } from './state/SimulatorOptions.ts'

/** Twilio's API in memory, and the controls to steer it. */
export interface Simulator {
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
  readonly script: (...rules: readonly ScriptRule[]) => () => void
  /**
   * Ends a pending operation now. Default status: COMPLETED.
   *
   * @throws RangeError if no pending operation has this ID
   */
  readonly settle: (operationId: string, end?: { status?: Outcome; error?: OperationError }) => void
  /** The latest 50 000 requests, oldest first. */
  readonly log: () => LogEntry[]
  /** Restores the initial state: no accounts, log or script, the clock at its start, the same IDs again. */
  readonly reset: () => void
}

/**
 * Creates a simulator of Twilio Conversation Orchestrator (Conversations v2, control plane) and Conversation
 * Memory (v1, control plane). Every user name is a separate account.
 *
 * @throws RangeError if a numeric option is negative or not finite
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const settings = readSettings(options)
  const clock = createClock(settings.clock)
  const script = createScript()
  const log = createRequestLog()
  const accounts = new Map<string, Account>()
  let ids: Ids = createIds(settings.idSeed)
  let requests = 0

  const parts: SimulatorParts = {
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

  const scriptJson = (rules: readonly Json[]) => script.add(rules.map((rule) => readScriptRule(rule, CALLS)))

  const simulator: Simulator = {
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      if (settings.controls && isControlPath(new URL(request.url).pathname)) {
        return serveControl({ ...simulator, scriptJson }, request)
      }
      return serveCall(parts, request)
    },
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    // The round trip through JSON copies the rules and lets one reader check rules from code and from HTTP.
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

/** The region in `conversations.au1.twilio.com`, with or without an edge location before it. */
function regionOf(url: URL): string | null {
  return /^(?:conversations|memory)\.(?:[a-z-]+\.)?([a-z]+\d+)\.twilio\.com$/.exec(url.hostname)?.[1] ?? null
}

/** Adds the resources of a seed to a new account, as if created an hour before `now` (epoch ms). */
function seedAccount(account: Account, seed: 'empty' | 'demo' | SimulatorSeed, ids: Ids, now: number): void {
  if (seed === 'empty') return
  const { stores = [], configurations = [], conversations = [] } = seed === 'demo' ? DEMO_SEED : seed
  const at = now - 60 * 60 * 1000
  for (const { id = ids.next('mem_store', at), displayName, description, status } of stores) {
    account.stores.set(id, {
      id,
      displayName,
      description: description ?? null,
      version: 1,
      visibleAt: at,
      provisionsAt: at,
      readyAt: at,
      outcome: status ?? 'ACTIVE',
      identity: { fields: { identifierConfigs: [], matchingRules: [] }, version: 1 },
      traitGroups: new Map(),
      dataMappings: new Map(),
    })
  }
  const [firstStore = ''] = account.stores.keys()
  for (const { id = ids.next('conv_configuration', at), ...given } of configurations) {
    const fields = createdFields({ memoryStoreId: firstStore, ...given })
    account.configurations.set(id, firstVersion(id, fields, at))
  }
  const [firstConfiguration = ''] = account.configurations.keys()
  for (const {
    id = ids.next('conv_conversation', at),
    name,
    configurationId = firstConfiguration,
  } of conversations) {
    account.conversations.set(id, {
      id,
      visibleAt: at,
      fields: { configurationId, status: 'ACTIVE', name: name ?? null, metadata: {}, participants: [] },
      configuration: account.configurations.get(configurationId)?.fields ?? {},
      createdAt: at,
      updatedAt: at,
    })
  }
}
