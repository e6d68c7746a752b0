import { expect, test } from 'vitest'

import { CONFIGURATIONS, configuration, createHarness, created } from '../createHarness.ts'

const rules = (count: number) => Array.from({ length: count }, () => ({ from: '*', to: '+15555550142' }))
const callback = { url: 'https://hooks.harbor.example.com/orchestrator' }
const bridge = { serviceId: `IS${'0af9'.repeat(8)}` }
const sms = (settings: unknown) => ({ channelSettings: { SMS: settings } })

test.each<[string, Record<string, unknown>]>([
  ['a name of 32 characters', { displayName: 'a'.repeat(32) }],
  ['a name with every kind of character', { displayName: 'aZ09-_ ' }],
  ['an empty description', { description: '' }],
  ['a description of 512 characters', { description: 'a'.repeat(512) }],
  ['a description of 512 characters outside the basic plane', { description: '🚢'.repeat(512) }],
  ['grouping by addresses', { conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES' }],
  ['no channels', { channelSettings: {} }],
  ['a timeout of one minute', sms({ statusTimeouts: { inactive: 1, closed: 1 } })],
  ['timeouts that are null', sms({ statusTimeouts: { inactive: null, closed: 5 } })],
  ['null for timeouts and rules', sms({ statusTimeouts: null, captureRules: null })],
  ['100 rules', sms({ captureRules: rules(100) })],
  ['a rule with metadata', sms({ captureRules: [{ from: '*', to: '*', metadata: { callType: 'PSTN' } }] })],
  ['CHAT with its bridge', { channelSettings: { CHAT: {} }, conversationsV1Bridge: bridge }],
  ['two callbacks', { statusCallbacks: [{ ...callback, method: 'GET' }, callback] }],
  ['five intelligence configurations', { intelligenceConfigurationIds: ['a', 'b', 'c', 'd', 'e'] }],
  ['a flag', { memoryExtractionEnabled: true }],
])('%s is accepted', async (_case, edits) => {
  const harness = createHarness()
  expect((await harness.ask('POST', CONFIGURATIONS, configuration(edits))).status).toBe(202)
})

test.each<[field: string, reason: string, edits: Record<string, unknown>]>([
  ['displayName', 'is required', { displayName: undefined }],
  ['displayName', 'must not be null', { displayName: null }],
  ['displayName', 'must have at least 1 character', { displayName: '' }],
  ['displayName', 'must have at most 32 characters', { displayName: 'a'.repeat(33) }],
  ['displayName', 'must match ^[a-zA-Z0-9-_ ]+$', { displayName: 'a.b' }],
  ['displayName', 'must match ^[a-zA-Z0-9-_ ]+$', { displayName: 'a\n' }],
  ['displayName', 'must be a string', { displayName: 7 }],
  ['description', 'is required', { description: undefined }],
  ['description', 'must have at most 512 characters', { description: 'a'.repeat(513) }],
  ['conversationGroupingType', 'is required', { conversationGroupingType: undefined }],
  [
    'conversationGroupingType',
    'must be one of GROUP_BY_PROFILE, GROUP_BY_PARTICIPANT_ADDRESSES, GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    { conversationGroupingType: 'BY_PROFILE' },
  ],
  ['memoryStoreId', 'is required', { memoryStoreId: undefined }],
  ['memoryStoreId', 'must not be null', { memoryStoreId: null }],
  ['memoryStoreId', 'must be a string', { memoryStoreId: 5 }],
  ['channelSettings', 'must be an object', { channelSettings: [] }],
  [
    'channelSettings.FAX',
    'is no channel; known: VOICE, SMS, RCS, WHATSAPP, CHAT',
    { channelSettings: { FAX: {} } },
  ],
  ['channelSettings.SMS', 'must be an object', sms(null)],
  [
    'channelSettings.CHAT',
    'works only together with conversationsV1Bridge',
    { channelSettings: { CHAT: {} } },
  ],
  [
    'channelSettings.SMS.statusTimeouts.closed',
    'must be an integer of 1 or more',
    sms({ statusTimeouts: { closed: 0 } }),
  ],
  [
    'channelSettings.SMS.statusTimeouts.inactive',
    'must be an integer of 1 or more',
    sms({ statusTimeouts: { inactive: 1.5 } }),
  ],
  [
    'channelSettings.SMS.statusTimeouts.closed',
    'must be an integer of 1 or more',
    sms({ statusTimeouts: { closed: '5' } }),
  ],
  ['channelSettings.SMS.captureRules', 'must have at most 100 items', sms({ captureRules: rules(101) })],
  [
    'channelSettings.SMS.captureRules[1].to',
    'is required',
    sms({ captureRules: [...rules(1), { from: '*' }] }),
  ],
  ['channelSettings.SMS.captureRules[0].from', 'is required', sms({ captureRules: [{ to: '*' }] })],
  [
    'channelSettings.SMS.captureRules[0].metadata.a',
    'must be a string',
    sms({ captureRules: [{ from: '*', to: '*', metadata: { a: 1 } }] }),
  ],
  ['statusCallbacks', 'must be a list', { statusCallbacks: callback }],
  ['statusCallbacks', 'must have at most 2 items', { statusCallbacks: [callback, callback, callback] }],
  ['statusCallbacks[0].url', 'is required', { statusCallbacks: [{ method: 'POST' }] }],
  ['statusCallbacks[0].url', 'must be an absolute URL', { statusCallbacks: [{ url: '/hook' }] }],
  [
    'statusCallbacks[0].method',
    'must be one of POST, GET',
    { statusCallbacks: [{ ...callback, method: 'PUT' }] },
  ],
  [
    'intelligenceConfigurationIds',
    'must have at most 5 items',
    { intelligenceConfigurationIds: ['a', 'b', 'c', 'd', 'e', 'f'] },
  ],
  ['intelligenceConfigurationIds[0]', 'must be a string', { intelligenceConfigurationIds: [1] }],
  ['memoryExtractionEnabled', 'must be true or false', { memoryExtractionEnabled: 'yes' }],
  ['conversationsV1Bridge.serviceId', 'is required', { conversationsV1Bridge: {} }],
  [
    'conversationsV1Bridge.serviceId',
    'must match ^IS[0-9a-f]{32}$',
    { conversationsV1Bridge: { serviceId: 'IS1' } },
  ],
])('%s %s', async (field, reason, edits) => {
  const { simulator, ask } = createHarness()
  const { status, body } = await ask('POST', CONFIGURATIONS, configuration(edits))
  expect({ status, code: body.code, message: body.message }).toEqual({
    status: 400,
    code: 20_001,
    message: `${field}: ${reason}`,
  })
  simulator.advance(4000)
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toEqual([])
})

test('a configuration is returned with defaults for omitted fields', async () => {
  const harness = createHarness()
  const id = await created(harness, {
    statusCallbacks: [callback, { ...callback, method: 'GET' }],
    conversationsV1Bridge: bridge,
    channelSettings: { SMS: { statusTimeouts: { inactive: 5 }, captureRules: rules(1) } },
  })
  expect((await harness.ask('GET', `${CONFIGURATIONS}/${id}`)).body).toMatchObject({
    statusCallbacks: [
      { ...callback, method: 'POST' },
      { ...callback, method: 'GET' },
    ],
    conversationsV1Bridge: bridge,
    channelSettings: {
      SMS: {
        statusTimeouts: { inactive: 5, closed: null },
        captureRules: [{ from: '*', to: '+15555550142', metadata: {} }],
      },
    },
  })
})

test('PUT requires channels but no name, and resets the other fields that it omits', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const id = await created(harness, {
    memoryExtractionEnabled: true,
    statusCallbacks: [callback],
    channelSettings: { SMS: { captureRules: rules(1) }, VOICE: {} },
  })
  const { displayName: _name, ...rest } = configuration()
  expect(await ask('PUT', `${CONFIGURATIONS}/${id}`, rest)).toMatchObject({
    status: 400,
    body: { message: 'channelSettings: is required' },
  })
  const body = {
    ...rest,
    description: 'Text only',
    channelSettings: { SMS: { statusTimeouts: { closed: 45 } } },
  }
  expect(await ask('PUT', `${CONFIGURATIONS}/${id}`, body)).toMatchObject({
    status: 202,
    body: { related: { configurationId: id } },
  })
  expect((await ask('GET', `${CONFIGURATIONS}/${id}`)).body.version).toBe(1)
  simulator.advance(4000)
  expect((await ask('GET', `${CONFIGURATIONS}/${id}`)).body).toMatchObject({
    displayName: 'Harbor Support',
    description: 'Text only',
    channelSettings: { SMS: { statusTimeouts: { inactive: null, closed: 45 }, captureRules: null } },
    statusCallbacks: [],
    memoryExtractionEnabled: false,
    version: 2,
  })
})

test('PATCH keeps absent channels, replaces given ones, removes null ones, and clears fields that are null', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const id = await created(harness, {
    statusCallbacks: [callback],
    intelligenceConfigurationIds: ['a'],
    memoryExtractionEnabled: true,
    channelSettings: {
      SMS: { statusTimeouts: { inactive: 10, closed: 60 } },
      VOICE: {},
      RCS: { captureRules: rules(2) },
    },
  })
  const path = `${CONFIGURATIONS}/${id}`
  const patch = {
    displayName: null,
    description: 'New words',
    statusCallbacks: null,
    memoryExtractionEnabled: null,
    channelSettings: { VOICE: null, SMS: { statusTimeouts: { closed: 5 } }, WHATSAPP: {} },
  }
  expect((await ask('PATCH', path, patch)).status).toBe(202)
  simulator.advance(4000)
  expect((await ask('GET', path)).body).toMatchObject({
    displayName: 'Harbor Support',
    description: 'New words',
    statusCallbacks: [],
    intelligenceConfigurationIds: ['a'],
    memoryExtractionEnabled: false,
    channelSettings: {
      SMS: { statusTimeouts: { inactive: null, closed: 5 }, captureRules: null },
      RCS: { captureRules: [{}, {}] },
      WHATSAPP: { statusTimeouts: null, captureRules: null },
    },
    version: 2,
  })
  expect(Object.keys((await ask('GET', path)).body.channelSettings)).toEqual(['SMS', 'RCS', 'WHATSAPP'])
})

test('PATCH may be empty, and validates CHAT after the merge', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const path = `${CONFIGURATIONS}/${await created(harness)}`
  expect((await ask('PATCH', path, {})).status).toBe(202)
  const chat = { channelSettings: { CHAT: {} } }
  expect(await ask('PATCH', path, chat)).toMatchObject({
    status: 400,
    body: { message: 'channelSettings.CHAT: works only together with conversationsV1Bridge' },
  })
  expect((await ask('PATCH', path, { conversationsV1Bridge: bridge })).status).toBe(202)
  simulator.advance(4000)
  expect((await ask('PATCH', path, chat)).status).toBe(202)
  simulator.advance(4000)
  expect((await ask('PATCH', path, { conversationsV1Bridge: null })).status).toBe(400)
})

test.each(['PUT', 'PATCH', 'DELETE', 'GET'])(
  '%s of a missing configuration returns 404 / 20404',
  async (method) => {
    const { ask } = createHarness()
    const body =
      method === 'PUT' ? configuration({ channelSettings: {} }) : method === 'PATCH' ? {} : undefined
    const answer = await ask(method, `${CONFIGURATIONS}/conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra`, body)
    expect(answer).toMatchObject({ status: 404, body: { code: 20_404 } })
  },
)

test('an unknown store fails the operation, or the request if accountChecks is "request"', async () => {
  const unknown = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme6'
  const late = createHarness()
  const accepted = await late.ask('POST', CONFIGURATIONS, configuration({ memoryStoreId: unknown }))
  expect(accepted.status).toBe(202)
  late.simulator.advance(4000)
  const id = accepted.headers.get('Operation-Id')
  expect((await late.ask('GET', `/v2/ControlPlane/Operations/${id}`)).body).toMatchObject({
    status: 'FAILED',
    error: {
      type: 'https://www.twilio.com/docs/errors/20001',
      title: 'Bad request',
      status: 400,
      detail: `memoryStoreId: no memory store ${unknown} on this account`,
      instance: `/v2/ControlPlane/Operations/${id}`,
    },
  })
  expect((await late.ask('GET', CONFIGURATIONS)).body.configurations).toEqual([])

  const early = createHarness({ accountChecks: 'request' })
  expect(await early.ask('POST', CONFIGURATIONS, configuration({ memoryStoreId: unknown }))).toMatchObject({
    status: 400,
    body: { code: 20_001, message: `memoryStoreId: no memory store ${unknown} on this account` },
  })
})

test('a classic service can belong to only one configuration', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const first = await created(harness, { conversationsV1Bridge: bridge })
  const second = await ask('POST', CONFIGURATIONS, configuration({ conversationsV1Bridge: bridge }))
  simulator.advance(4000)
  expect((await ask('GET', new URL(second.body.statusUrl).pathname)).body).toMatchObject({
    status: 'FAILED',
    error: { detail: `conversationsV1Bridge: another configuration has ${bridge.serviceId} already` },
  })
  // A configuration may keep its own service.
  const own = await ask('PATCH', `${CONFIGURATIONS}/${first}`, { description: 'x' })
  simulator.advance(4000)
  expect((await ask('GET', new URL(own.body.statusUrl).pathname)).body.status).toBe('COMPLETED')
})

test('names may repeat unless uniqueDisplayNames is set, which returns 409 even while a creation is pending', async () => {
  const free = createHarness()
  await created(free)
  expect((await free.ask('POST', CONFIGURATIONS, configuration())).status).toBe(202)

  const unique = createHarness({ uniqueDisplayNames: true })
  const pending = await unique.ask('POST', CONFIGURATIONS, configuration())
  const id = pending.body.related.configurationId
  for (const wait of [0, 4000]) {
    unique.simulator.advance(wait)
    const conflict = await unique.ask('POST', CONFIGURATIONS, configuration())
    expect(conflict).toMatchObject({ status: 409, body: { code: 20_409 } })
    expect(conflict.headers.get('X-Conflicting-Resource-Id')).toBe(id)
  }
  expect(
    (await unique.ask('PATCH', `${CONFIGURATIONS}/${id}`, { displayName: 'Harbor Support' })).status,
  ).toBe(202)
})
