import { createScript } from '../../simulator/faults/script.ts'
import { createRequestLog } from '../../simulator/log/requestLog.ts'
import { runSimulator } from '../../simulator/runSimulator.ts'
import type { ApiSimulator } from '../../simulator/runSimulator.ts'
import { createClock } from '../../simulator/state/clock.ts'
import { createIds } from '../../simulator/state/ids.ts'
import type { Ids } from '../../simulator/state/ids.ts'
import { createdFields } from './calls/configurationFields.ts'
import { CALLS } from './calls/findCall.ts'
import type { CallPattern } from './calls/findCall.ts'
import { toInlineConfiguration } from './calls/inlineConfiguration.ts'
import { serveCall } from './serveCall.ts'
import type { SimulatorParts } from './serveCall.ts'
import { createAccount, firstVersion } from './state/Account.ts'
import type { Account } from './state/Account.ts'
import { DEMO_SEED, readSettings } from './state/SimulatorOptions.ts'
import type { SimulatorOptions, SimulatorSeed } from './state/SimulatorOptions.ts'

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
