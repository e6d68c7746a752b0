import type { Delivery } from '../../simulator/faults/applyFaults.ts'
import { isOperationFault } from '../../simulator/faults/Fault.ts'
import { createScript } from '../../simulator/faults/script.ts'
import { ApiFailure, errorBody, isJsonObject, readJson, readKey } from '../../simulator/http/answers.ts'
import type { Answer } from '../../simulator/http/answers.ts'
import { createRequestLog } from '../../simulator/log/requestLog.ts'
import type { ApiSimulator } from '../../simulator/runSimulator.ts'
import { runSimulator } from '../../simulator/runSimulator.ts'
import type { ServingParts } from '../../simulator/serveRequest.ts'
import { serveRequest } from '../../simulator/serveRequest.ts'
import { createClock } from '../../simulator/state/clock.ts'
import { createIds } from '../../simulator/state/ids.ts'
import type { Ids } from '../../simulator/state/ids.ts'
import { readCourse } from '../../simulator/state/Operation.ts'
import { createdFields, toInlineConfiguration } from './calls/configurationFields.ts'
import type { CallPattern, FoundCall } from './calls/findCall.ts'
import { CALLS, findCall, isOperationRead } from './calls/findCall.ts'
import type { CallParts } from './calls/performCall.ts'
import { performCall, unknownCall } from './calls/performCall.ts'
import { createAccount, firstVersion } from './state/Account.ts'
import type { Account } from './state/Account.ts'
import { DEMO_SEED, readSettings } from './state/SimulatorOptions.ts'
import type { Settings, SimulatorOptions, SimulatorSeed } from './state/SimulatorOptions.ts'

/** Twilio's API in memory, and the controls to steer it. */
export type Simulator = ApiSimulator<CallPattern>

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

  return runSimulator({
    ...parts,
    calls: CALLS,
    controls: settings.controls,
    serve: (request) => serveCall(parts, request),
    settle(operationId, status, error) {
      const now = clock.now()
      return [...accounts.values()].some(({ operations }) => {
        operations.settleDue(now)
        return operations.settle(operationId, status, error, now)
      })
    },
    forget() {
      accounts.clear()
      ids = createIds(settings.idSeed)
      requests = 0
    },
  })
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
      createdAt: at,
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
    const fields = createdFields({ memoryStoreId: firstStore, ...given }, { ...given })
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
      configuration:
        account.configurations.get(configurationId ?? '')?.fields ??
        toInlineConfiguration(null, { memoryStoreId: firstStore }),
      createdAt: at,
      updatedAt: at,
    })
  }
}

/** The parts of a running simulator. */
interface SimulatorParts extends CallParts, ServingParts {
  /** The account of a user name, in the region the host names. */
  readonly accountOf: (sid: string, url: URL) => Account
  readonly nextRequestId: () => string
}

/** Serves one request to Twilio's API. Rejects as `serveRequest` does. */
function serveCall(parts: SimulatorParts, request: Request): Promise<Response> {
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

/** The account: the user name of the Basic credentials. Throws a 401 / 20003 if they are not accepted. */
function authenticate(header: string | null, { credentials }: Settings): string {
  const given = /^basic +(\S+)$/i.exec(header ?? '')?.[1]
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(decode(given ?? '')) ?? []
  if (user === '' || password === '')
    throw refusal('Basic credentials are required: a user name and a password.')
  if (credentials === null) return user
  if (Object.hasOwn(credentials, user) && credentials[user] === password) return user
  throw refusal('These credentials are not known.')
}

function refusal(message: string): ApiFailure {
  return new ApiFailure(401, 20_003, message, { headers: { 'WWW-Authenticate': 'Basic realm="Twilio API"' } })
}

function decode(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
