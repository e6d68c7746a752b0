import { createOrchestratorClient } from 'react-accepted/twilio/client'
import twilio from 'twilio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createRecordingServer } from './recordingServer.ts'
import type { RecordedRequest } from './recordingServer.ts'
import { STORE_PART_CALLS } from './storePartCalls.ts'
import type { Call } from './storePartCalls.ts'

/** Headers that describe the program and its connection, not the request. */
const LEFT_OUT = [
  'user-agent', // names the program
  'host', // the server's address, which each HTTP stack writes its own way
  'connection', // fetch keeps connections alive; for axios, its agent decides
  'keep-alive',
  'transfer-encoding', // how the same bytes are framed
  'content-length',
  'accept-encoding', // the compressions that each HTTP stack supports
  'accept-language', // fetch sends `*`, which is the same as none
  'accept-charset', // twilio sends `utf-8`; JSON has no other, and browsers forbid it
  'sec-fetch-mode', // set by fetch itself
  'cache-control', // `cache: 'no-store'` of fetch: no cache on the way may answer a poll
  'pragma',
]

/** A request without the headers that may differ. */
function comparable({ method, path, query, headers, body }: RecordedRequest) {
  const kept = Object.entries(headers).filter(([name]) => !LEFT_OUT.includes(name))
  return { method, path, query, headers: Object.fromEntries(kept), body }
}

const CONFIGURATIONS = '/v2/ControlPlane/Configurations'
const STORES = '/v1/ControlPlane/Stores'
const idempotencyKey = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'
const key = { 'Idempotency-Key': idempotencyKey }
const keyed = { headers: { 'idempotency-key': idempotencyKey } }
const configurationId = 'conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'
const conversationId = 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb'
const memoryStoreId = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const operationId = 'proc_job_01k9w3c8r4kz7v1nd5q0gymb8e'

const replacement = {
  description: 'Phone and text traffic',
  conversationGroupingType: 'GROUP_BY_PROFILE' as const,
  memoryStoreId,
  channelSettings: {
    SMS: {
      statusTimeouts: { inactive: 10, closed: 60 },
      captureRules: [{ from: '*', to: '+15555550142', metadata: { callType: 'PSTN' } }],
    },
  },
}
const configuration = {
  ...replacement,
  displayName: 'Harbor Support',
  statusCallbacks: [{ url: 'https://hooks.example.com/a', method: 'POST' as const }],
  intelligenceConfigurationIds: ['intelligence_configuration_01k9w2m5r0f7c3yjx8q4dvth6n'],
  memoryExtractionEnabled: true,
  conversationsV1Bridge: { serviceId: `IS${'0'.repeat(32)}` },
}
const change = { description: 'Text only', channelSettings: { VOICE: null }, statusCallbacks: null }
const store = { displayName: 'harbor-memory', description: 'Profiles' }

const CALLS: readonly Call[] = [
  {
    name: 'configurations.create',
    ours: ({ configurations }) => configurations.create(configuration, { idempotencyKey }),
    theirs: ({ conversations }) => conversations.v2.configurations.create(configuration, key),
    sent: { method: 'POST', path: CONFIGURATIONS, body: configuration, ...keyed },
  },
  {
    name: 'configurations.update',
    ours: ({ configurations }) => configurations.update(configurationId, replacement, { idempotencyKey }),
    theirs: ({ conversations }) => conversations.v2.configurations(configurationId).update(replacement, key),
    sent: { method: 'PUT', path: `${CONFIGURATIONS}/${configurationId}`, body: replacement, ...keyed },
  },
  {
    name: 'configurations.patch that clears fields',
    ours: ({ configurations }) => configurations.patch(configurationId, change, { idempotencyKey }),
    theirs: ({ conversations }) =>
      // Its type excludes null, but the endpoint accepts it.
      conversations.v2.configurations(configurationId).patch(JSON.parse(JSON.stringify(change)), key),
    sent: { method: 'PATCH', path: `${CONFIGURATIONS}/${configurationId}`, body: change, ...keyed },
  },
  {
    name: 'configurations.delete',
    ours: ({ configurations }) => configurations.delete(configurationId, { idempotencyKey }),
    theirs: ({ conversations }) =>
      conversations.v2.configurations(configurationId).remove({ idempotencyKey }),
    sent: { method: 'DELETE', path: `${CONFIGURATIONS}/${configurationId}`, ...keyed },
  },
  {
    name: 'configurations.get',
    ours: ({ configurations }) => configurations.get(configurationId),
    theirs: ({ conversations }) => conversations.v2.configurations(configurationId).fetch(),
    sent: { method: 'GET', path: `${CONFIGURATIONS}/${configurationId}` },
  },
  {
    name: 'configurations.get with an ID that needs escaping',
    ours: ({ configurations }) => configurations.get('a b+ä'),
    theirs: ({ conversations }) => conversations.v2.configurations(encodeURIComponent('a b+ä')).fetch(),
    sent: { method: 'GET', path: `${CONFIGURATIONS}/a%20b%2B%C3%A4` },
  },
  {
    name: 'configurations.list with every filter',
    ours: ({ configurations }) => configurations.list({ pageSize: 7, pageToken: 'a+b/c=', memoryStoreId }),
    theirs: ({ conversations }) =>
      conversations.v2.configurations.page({ pageSize: 7, pageToken: 'a+b/c=', memoryStoreId }),
    sent: {
      method: 'GET',
      path: CONFIGURATIONS,
      query: { pageSize: '7', pageToken: 'a+b/c=', memoryStoreId },
    },
  },
  {
    name: 'configurations.list without a filter',
    ours: ({ configurations }) => configurations.list(),
    theirs: ({ conversations }) => conversations.v2.configurations.page(),
    sent: { method: 'GET', path: CONFIGURATIONS, query: {} },
  },
  {
    name: 'conversations.delete',
    ours: ({ conversations }) => conversations.delete(conversationId, { idempotencyKey }),
    theirs: ({ conversations }) => conversations.v2.conversations(conversationId).remove({ idempotencyKey }),
    sent: { method: 'DELETE', path: `/v2/Conversations/${conversationId}`, ...keyed },
  },
  {
    name: 'memoryStores.create',
    ours: ({ memoryStores }) => memoryStores.create(store),
    theirs: ({ memory }) => memory.v1.stores.create(store),
    sent: { method: 'POST', path: STORES, body: store },
  },
  {
    name: 'memoryStores.patch',
    ours: ({ memoryStores }) => memoryStores.patch(memoryStoreId, { description: 'Nights' }),
    theirs: ({ memory }) => memory.v1.stores(memoryStoreId).patch({ description: 'Nights' }),
    sent: { method: 'PATCH', path: `${STORES}/${memoryStoreId}`, body: { description: 'Nights' } },
  },
  {
    name: 'memoryStores.patch with ifMatch',
    ours: ({ memoryStores }) => memoryStores.patch(memoryStoreId, store, { ifMatch: '"3"' }),
    theirs: ({ memory }) => memory.v1.stores(memoryStoreId).patch(store, { 'If-Match': '"3"' }),
    sent: {
      method: 'PATCH',
      path: `${STORES}/${memoryStoreId}`,
      body: store,
      headers: { 'if-match': '"3"' },
    },
  },
  {
    name: 'memoryStores.delete',
    ours: ({ memoryStores }) => memoryStores.delete(memoryStoreId),
    theirs: ({ memory }) => memory.v1.stores(memoryStoreId).remove(),
    sent: { method: 'DELETE', path: `${STORES}/${memoryStoreId}` },
  },
  {
    name: 'memoryStores.get',
    ours: ({ memoryStores }) => memoryStores.get(memoryStoreId),
    theirs: ({ memory }) => memory.v1.stores(memoryStoreId).fetch(),
    sent: { method: 'GET', path: `${STORES}/${memoryStoreId}` },
  },
  {
    name: 'memoryStores.list with every filter',
    ours: ({ memoryStores }) => memoryStores.list({ pageSize: 7, pageToken: 'a+b/c=', orderBy: 'ASC' }),
    theirs: ({ memory }) => memory.v1.stores.page({ pageSize: 7, pageToken: 'a+b/c=', orderBy: 'ASC' }),
    sent: { method: 'GET', path: STORES, query: { pageSize: '7', pageToken: 'a+b/c=', orderBy: 'ASC' } },
  },
  {
    name: 'polling an operation of Conversations',
    ours: (client) => client.check({ api: 'conversations', operationId }),
    theirs: ({ conversations }) => conversations.v2.operations(operationId).fetch(),
    sent: { method: 'GET', path: `/v2/ControlPlane/Operations/${operationId}` },
  },
  {
    name: 'polling an operation of Memory',
    ours: (client) => client.check({ api: 'memory', operationId }),
    theirs: ({ memory }) => memory.v1.operations(operationId).fetch(),
    sent: { method: 'GET', path: `/v1/ControlPlane/Operations/${operationId}` },
  },
]

describe('on the wire, the client sends what the twilio client sends', () => {
  let server: Awaited<ReturnType<typeof createRecordingServer>>

  beforeAll(async () => {
    // The twilio client would put these into its host names.
    delete process.env['TWILIO_REGION']
    delete process.env['TWILIO_EDGE']
    server = await createRecordingServer()
  })
  afterAll(() => server.close())

  test.each([...CALLS, ...STORE_PART_CALLS])('$name', async ({ ours, theirs, sent }) => {
    const client = createOrchestratorClient({
      baseUrl: { conversations: server.origin, memory: server.origin },
      headers: { authorization: `Basic ${btoa('SK1:secret')}` },
    })
    const judge = twilio('SK1', 'secret', { accountSid: 'AC1' })
    judge.conversations.baseUrl = server.origin
    judge.memory.baseUrl = server.origin
    const expected = (await server.record(() => theirs(judge))).map(comparable)
    const actual = (await server.record(() => ours(client))).map(comparable)
    expect(expected).toHaveLength(1)
    expect(expected[0]).toMatchObject(sent)
    expect(actual).toEqual(expected)
  })
})
