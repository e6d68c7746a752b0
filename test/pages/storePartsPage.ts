import type { AcceptedOperation } from 'react-accepted/client'
import { waitForOperation } from 'react-accepted/client'
import { createMemoryStoreClient, createOrchestratorClient } from 'react-accepted/twilio/client'
import type { MemoryStoreClient } from 'react-accepted/twilio/client'

const GROUP = { displayName: 'Contact.v1', traits: { email: { dataType: 'STRING' } } }
const MAPPING = {
  displayName: 'crm',
  mappingTo: {
    type: 'TRAITS',
    mappings: [{ expression: 'mail', traitGroup: 'Contact.v1', traitName: 'email' }],
  },
  mappingFrom: { type: 'INGRESS', columns: ['mail'] },
}
const SETTINGS = { identifierConfigs: [{ idType: 'email' }], matchingRules: ['email'] }

type Write = (
  store: MemoryStoreClient,
  ids: { mapping: string; etag: string | undefined },
) => Promise<AcceptedOperation>

/** Every write, by the name of its call in the simulator. */
const WRITES: Readonly<Record<string, Write>> = {
  'traitGroups.create': ({ traitGroups }) => traitGroups.create({ displayName: 'Loyalty' }),
  'traitGroups.patch': ({ traitGroups }, { etag }) =>
    traitGroups.patch('Contact.v1', { traits: { age: { dataType: 'NUMBER' } } }, { ifMatch: etag }),
  'traitGroups.delete': ({ traitGroups }) => traitGroups.delete('Contact.v1'),
  'dataMappings.create': ({ dataMappings }) => dataMappings.create({ ...MAPPING, displayName: 'other' }),
  'dataMappings.patch': ({ dataMappings }, { mapping, etag }) =>
    dataMappings.patch(mapping, { isEnabled: false }, { ifMatch: etag }),
  'dataMappings.delete': ({ dataMappings }, { mapping }) => dataMappings.delete(mapping),
  'identityResolution.update': ({ identityResolutionSettings }, { etag }) =>
    identityResolutionSettings.update(SETTINGS, { ifMatch: etag }),
  'profiles.updateBulk': ({ profiles }) =>
    profiles.updateBulk([{ traits: { Contact: { email: 'a@b.example' } } }]),
}

const client = createOrchestratorClient({ baseUrl: '/api/twilio', minPollMs: 20 })

/** Everything that the store shows, by all calls that read. */
async function read(store: MemoryStoreClient): Promise<string> {
  const [groups, mappings, settings] = await Promise.all([
    store.traitGroups.list({ orderBy: 'ASC' }),
    store.dataMappings.list({ orderBy: 'ASC' }),
    store.identityResolutionSettings.get(),
  ])
  const details = await Promise.all([
    ...groups.items.map(({ displayName }) => store.traitGroups.get(displayName)),
    ...mappings.items.map(({ id }) => store.dataMappings.get(id)),
  ])
  return JSON.stringify([groups, mappings, settings, details])
}

/** Creates a group and a mapping in the store. */
async function prepare(storeId: string): Promise<void> {
  const store = createMemoryStoreClient(client, storeId)
  await waitForOperation(client, await store.traitGroups.create(GROUP))
  await waitForOperation(client, await store.dataMappings.create(MAPPING))
}

/** Sends one write and waits. Returns how it ended, and whether the store shows a change. */
async function send(call: string, storeId: string) {
  const store = createMemoryStoreClient(client, storeId)
  const before = await read(store)
  const mapping = (await store.dataMappings.list()).items[0]?.id ?? ''
  const { etag } = await store.traitGroups.get('Contact.v1')
  const accepted = await WRITES[call]?.(store, { mapping, etag })
  if (!accepted) throw new Error(`${call} is no write.`)
  await waitForOperation(client, accepted).catch(() => undefined)
  const { operation } = await client.check(accepted)
  return {
    status: operation?.status,
    code: operation?.error?.code,
    isChanged: (await read(store)) !== before,
  }
}

Object.assign(window, { prepare, send })
