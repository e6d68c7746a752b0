import { createMemoryStoreClient } from 'react-accepted/twilio/client'
import type { OrchestratorClient } from 'react-accepted/twilio/client'
import type twilio from 'twilio'

/** One call of both clients, and what they must send, so that two empty records do not count as equal. */
export interface Call {
  readonly name: string
  readonly ours: (client: OrchestratorClient) => Promise<unknown>
  readonly theirs: (client: ReturnType<typeof twilio>) => Promise<unknown>
  readonly sent: { method: string; path: string; query?: object; headers?: object; body?: unknown }
}

const storeId = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const mappingId = 'mem_datamapping_01k9w39vfj8s0p4q6r2xhtcme5'
const STORE = `/v1/ControlPlane/Stores/${storeId}`
const GROUPS = `${STORE}/TraitGroups`
const MAPPINGS = `${STORE}/DataMappings`
const SETTINGS = `${STORE}/IdentityResolutionSettings`

const group = {
  displayName: 'Contact.v2',
  description: 'People',
  traits: {
    email: { dataType: 'STRING', validationRule: { ruleType: 'STRING', maxLength: 254 } },
    age: { dataType: '' },
  },
}
const mappingTo = {
  type: 'TRAITS',
  mappings: [{ expression: 'mail', traitGroup: 'Contact', traitName: 'email' }],
}
const mapping = {
  displayName: 'crm-contacts',
  isEnabled: false,
  mappingTo,
  mappingFrom: { type: 'INGRESS', columns: ['mail'], datasetId: 'tdi_dataset_1' },
}
const settings = {
  identifierConfigs: [{ idType: 'email', matchingAlgo: 'exact', limit: 3, enforceUnique: true }],
  matchingRules: ['email', 'phone'],
}
const page = { pageSize: 7, pageToken: 'a+b/c=', orderBy: 'ASC' as const }
const sentPage = { pageSize: '7', pageToken: 'a+b/c=', orderBy: 'ASC' }
const ifMatch = '"3"'
const changed = { headers: { 'if-match': ifMatch } }

const open = (client: OrchestratorClient) => createMemoryStoreClient(client, storeId)
/** No endpoint takes a key. */
const written = (method: string, path: string, body?: object, more: object = {}) => ({
  method,
  path,
  ...(body && { body }),
  ...more,
})

/** The calls on what a store contains. */
export const STORE_PART_CALLS: readonly Call[] = [
  {
    name: 'traitGroups.create',
    ours: (client) => open(client).traitGroups.create(group),
    theirs: ({ memory }) => memory.v1.traitGroups(storeId).create(group),
    sent: written('POST', GROUPS, group),
  },
  {
    name: 'traitGroups.patch',
    ours: (client) => open(client).traitGroups.patch('Contact.v2', { description: 'x' }),
    theirs: ({ memory }) => memory.v1.traitGroups(storeId)('Contact.v2').patch({ description: 'x' }),
    sent: written('PATCH', `${GROUPS}/Contact.v2`, { description: 'x' }),
  },
  {
    name: 'traitGroups.patch with ifMatch',
    ours: (client) => open(client).traitGroups.patch('a', { traits: group.traits }, { ifMatch }),
    theirs: ({ memory }) =>
      memory.v1.traitGroups(storeId)('a').patch({ traits: group.traits }, { 'If-Match': ifMatch }),
    sent: written('PATCH', `${GROUPS}/a`, { traits: group.traits }, changed),
  },
  {
    name: 'traitGroups.delete',
    ours: (client) => open(client).traitGroups.delete('Contact.v2'),
    theirs: ({ memory }) => memory.v1.traitGroups(storeId)('Contact.v2').remove(),
    sent: written('DELETE', `${GROUPS}/Contact.v2`),
  },
  {
    name: 'traitGroups.get',
    ours: (client) => open(client).traitGroups.get('Contact.v2'),
    theirs: ({ memory }) => memory.v1.traitGroups(storeId)('Contact.v2').fetch(),
    sent: { method: 'GET', path: `${GROUPS}/Contact.v2`, query: {} },
  },
  {
    name: 'traitGroups.get with every parameter',
    ours: (client) => open(client).traitGroups.get('a', { ...page, includeTraits: false }),
    theirs: ({ memory }) =>
      memory.v1
        .traitGroups(storeId)('a')
        .fetch({ ...page, includeTraits: false }),
    sent: { method: 'GET', path: `${GROUPS}/a`, query: { ...sentPage, includeTraits: 'false' } },
  },
  {
    name: 'traitGroups.list with every parameter',
    ours: (client) => open(client).traitGroups.list({ ...page, includeTraits: true }),
    theirs: ({ memory }) => memory.v1.traitGroups(storeId).page({ ...page, includeTraits: true }),
    sent: { method: 'GET', path: GROUPS, query: { ...sentPage, includeTraits: 'true' } },
  },
  {
    name: 'dataMappings.create',
    ours: (client) => open(client).dataMappings.create(mapping),
    theirs: ({ memory }) => memory.v1.dataMappings(storeId).create(mapping),
    sent: written('POST', MAPPINGS, mapping),
  },
  {
    name: 'dataMappings.patch',
    ours: (client) => open(client).dataMappings.patch(mappingId, { isEnabled: true }),
    theirs: ({ memory }) => memory.v1.dataMappings(storeId)(mappingId).patch({ isEnabled: true }),
    sent: written('PATCH', `${MAPPINGS}/${mappingId}`, { isEnabled: true }),
  },
  {
    name: 'dataMappings.patch with ifMatch',
    ours: (client) => open(client).dataMappings.patch('m', { displayName: 'crm', mappingTo }, { ifMatch }),
    theirs: ({ memory }) =>
      memory.v1.dataMappings(storeId)('m').patch({ displayName: 'crm', mappingTo }, { 'If-Match': ifMatch }),
    sent: written('PATCH', `${MAPPINGS}/m`, { displayName: 'crm', mappingTo }, changed),
  },
  {
    name: 'dataMappings.delete',
    ours: (client) => open(client).dataMappings.delete(mappingId),
    theirs: ({ memory }) => memory.v1.dataMappings(storeId)(mappingId).remove(),
    sent: written('DELETE', `${MAPPINGS}/${mappingId}`),
  },
  {
    name: 'dataMappings.get',
    ours: (client) => open(client).dataMappings.get(mappingId),
    theirs: ({ memory }) => memory.v1.dataMappings(storeId)(mappingId).fetch(),
    sent: { method: 'GET', path: `${MAPPINGS}/${mappingId}`, query: {} },
  },
  {
    name: 'dataMappings.list with every parameter',
    ours: (client) => open(client).dataMappings.list({ ...page, type: 'INGRESS' }),
    theirs: ({ memory }) => memory.v1.dataMappings(storeId).page({ ...page, type: 'INGRESS' }),
    sent: { method: 'GET', path: MAPPINGS, query: { ...sentPage, type: 'INGRESS' } },
  },
  {
    name: 'identityResolutionSettings.get',
    ours: (client) => open(client).identityResolutionSettings.get(),
    theirs: ({ memory }) => memory.v1.identityResolutionSettings(storeId).fetch(),
    sent: { method: 'GET', path: SETTINGS, query: {} },
  },
  {
    name: 'identityResolutionSettings.update',
    ours: (client) => open(client).identityResolutionSettings.update(settings),
    theirs: ({ memory }) => memory.v1.identityResolutionSettings(storeId).update(settings),
    sent: written('PUT', SETTINGS, settings),
  },
  {
    name: 'identityResolutionSettings.update with ifMatch',
    ours: (client) => open(client).identityResolutionSettings.update(settings, { ifMatch }),
    theirs: ({ memory }) =>
      memory.v1.identityResolutionSettings(storeId).update(settings, { 'If-Match': ifMatch }),
    sent: written('PUT', SETTINGS, settings, changed),
  },
  {
    name: 'profiles.updateBulk',
    ours: (client) =>
      open(client).profiles.updateBulk([{ traits: { Contact: { email: 'a@b.example', tags: ['x', 3] } } }]),
    theirs: ({ memory }) =>
      memory.v1
        .bulk(storeId)
        .update({ profiles: [{ traits: { Contact: { email: 'a@b.example', tags: ['x', 3] } } }] }),
    sent: written('PUT', `/v1/Stores/${storeId}/Profiles/Bulk`, {
      profiles: [{ traits: { Contact: { email: 'a@b.example', tags: ['x', 3] } } }],
    }),
  },
]
