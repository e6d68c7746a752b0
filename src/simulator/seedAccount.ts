import type { Account } from './Account.ts'
import { createdFields } from './configurationFields.ts'
import type { Ids } from './createIds.ts'
import { DEMO_SEED, type SimulatorSeed } from './SimulatorSeed.ts'

/** Puts what a seed describes into a new account, as if made an hour before `now` (epoch ms). */
export function seedAccount(
  account: Account,
  seed: 'empty' | 'demo' | SimulatorSeed,
  ids: Ids,
  now: number,
): void {
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
    account.configurations.set(id, { id, visibleAt: at, fields, createdAt: at, updatedAt: at, version: 1 })
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
