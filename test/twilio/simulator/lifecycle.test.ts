import { expect, test } from 'vitest'

import {
  CONFIGURATIONS,
  STORES,
  STORE_ID,
  configuration,
  createHarness,
  created,
  operationPath,
} from './createHarness.ts'

const DAY_MS = 24 * 60 * 60 * 1000

test('a configuration gets a 202 with IDs and headers, is PENDING, then COMPLETED and readable', async () => {
  const startAt = Date.parse('2026-01-05T09:00:00.000Z')
  const { simulator, ask } = createHarness({ startAt })
  const accepted = await ask('POST', CONFIGURATIONS, configuration())
  const id = accepted.headers.get('Operation-Id') ?? ''
  const statusUrl = `http://simulator.test/v2/ControlPlane/Operations/${id}`
  const { related } = accepted.body
  expect(accepted).toMatchObject({ status: 202, body: { statusUrl } })
  expect(Object.keys(accepted.body)).toEqual(['statusUrl', 'related'])
  expect(accepted.headers.get('Location')).toBe(statusUrl)
  expect(accepted.headers.get('Retry-After')).toBe('2')
  expect(id).toMatch(/^proc_job_[0-7][0-9a-z]{25}$/)
  expect(related).toEqual({
    configurationId: expect.stringMatching(/^conv_configuration_[0-7][0-9a-z]{25}$/),
  })

  simulator.advance(3999)
  const pending = await ask('GET', operationPath(accepted))
  expect(pending.body).toEqual({
    operationId: id,
    status: 'PENDING',
    createdAt: '2026-01-05T09:00:00.000Z',
    completedAt: null,
    statusUrl,
    error: null,
    related,
  })
  expect(pending.headers.get('Retry-After')).toBe('2')
  expect((await ask('GET', `${CONFIGURATIONS}/${related.configurationId}`)).status).toBe(404)
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toEqual([])

  simulator.advance(1)
  const completed = await ask('GET', operationPath(accepted))
  expect(completed.body).toEqual({
    ...pending.body,
    status: 'COMPLETED',
    completedAt: '2026-01-05T09:00:04.000Z',
  })
  expect(completed.headers.get('Retry-After')).toBeNull()
  expect((await ask('GET', `${CONFIGURATIONS}/${related.configurationId}`)).body).toEqual({
    id: related.configurationId,
    ...configuration(),
    channelSettings: {},
    statusCallbacks: [],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: false,
    redactionConfigurationId: null,
    traitExtractionStrategyIds: [],
    observationExtractionStrategyIds: [],
    createdAt: '2026-01-05T09:00:04.000Z',
    updatedAt: '2026-01-05T09:00:04.000Z',
    version: 1,
  })
})

test('completedAt is the time at which an operation was due, however late it is read', async () => {
  const { simulator, ask } = createHarness({ startAt: 0 })
  const accepted = await ask('POST', CONFIGURATIONS, configuration())
  simulator.advance(DAY_MS)
  expect((await ask('GET', operationPath(accepted))).body.completedAt).toBe('1970-01-01T00:00:04.000Z')
})

test('a Memory operation has Operation-Id and Retry-After, no related, and no result or error before its end', async () => {
  const { ask } = createHarness()
  const accepted = await ask('POST', STORES, { displayName: 'ferry' })
  expect(Object.keys(accepted.body)).toEqual(['message', 'statusUrl'])
  const pending = await ask('GET', operationPath(accepted))
  expect(Object.keys(pending.body)).toEqual([
    'operationId',
    'status',
    'createdAt',
    'completedAt',
    'statusUrl',
  ])
  expect(pending.headers.get('Operation-Id')).toBe(accepted.headers.get('Operation-Id'))
  expect(pending.headers.get('Retry-After')).toBe('2')
})

test('each API serves only its own operations', async () => {
  const { ask } = createHarness()
  const configurationId = (await ask('POST', CONFIGURATIONS, configuration())).headers.get('Operation-Id')
  const storeId = (await ask('POST', STORES, { displayName: 'ferry' })).headers.get('Operation-Id')
  const [conversations, memory] = ['/v2/ControlPlane/Operations', '/v1/ControlPlane/Operations']
  expect((await ask('GET', `${conversations}/${configurationId}`)).status).toBe(200)
  expect((await ask('GET', `${memory}/${storeId}`)).status).toBe(200)
  expect(await ask('GET', `${conversations}/${storeId}`)).toMatchObject({
    status: 404,
    body: { code: 20_404 },
  })
  expect(await ask('GET', `${memory}/${configurationId}`)).toMatchObject({
    status: 404,
    body: { code: 520_052 },
  })
  expect(await ask('GET', `${memory}/nonsense`)).toMatchObject({ status: 400, body: { code: 520_051 } })
  expect((await ask('GET', `${conversations}/${configurationId}`, undefined, { user: 'AC2' })).status).toBe(
    404,
  )
})

test('a finished operation can be read for 7 days', async () => {
  const { simulator, ask } = createHarness()
  const configured = operationPath(await ask('POST', CONFIGURATIONS, configuration()))
  const stored = operationPath(await ask('POST', STORES, { displayName: 'ferry' }))
  simulator.advance(4000 + 7 * DAY_MS)
  expect((await ask('GET', configured)).status).toBe(200)
  simulator.advance(1)
  expect(await ask('GET', configured)).toMatchObject({ status: 404, body: { code: 20_404 } })
  expect(await ask('GET', stored)).toMatchObject({ status: 404, body: { code: 520_052 } })
})

test.each([
  ['both', true, true],
  ['accepted', true, false],
  ['operation', false, true],
  ['none', false, false],
] as const)('related is returned as configured: %s', async (related, onAccepted, onOperation) => {
  const { ask } = createHarness({ related })
  const accepted = await ask('POST', CONFIGURATIONS, configuration())
  const shown = { configurationId: expect.any(String) }
  expect(accepted.body.related).toEqual(onAccepted ? shown : null)
  expect((await ask('GET', operationPath(accepted))).body.related).toEqual(onOperation ? shown : null)
})

test('with five status words an operation is RUNNING in its second half', async () => {
  const { simulator, ask } = createHarness({ words: 'five' })
  const path = operationPath(await ask('POST', CONFIGURATIONS, configuration()))
  const words = []
  for (const wait of [0, 1999, 1, 1999, 1]) {
    simulator.advance(wait)
    words.push((await ask('GET', path)).body.status)
  }
  expect(words).toEqual(['PENDING', 'PENDING', 'RUNNING', 'RUNNING', 'COMPLETED'])
})

async function readRetryAfters(options: Parameters<typeof createHarness>[0]) {
  const { ask } = createHarness(options)
  const accepted = await ask('POST', CONFIGURATIONS, configuration())
  const stored = await ask('POST', STORES, { displayName: 'ferry' })
  const polls = [await ask('GET', operationPath(accepted)), await ask('GET', operationPath(stored))]
  return [accepted, ...polls].map(({ headers }) => headers.get('Retry-After'))
}

test('Retry-After can be omitted entirely or from the operations of either API', async () => {
  expect(await readRetryAfters({ retryAfterSeconds: null })).toEqual([null, null, null])
  expect(await readRetryAfters({ retryAfterSeconds: 0 })).toEqual(['0', '0', '0'])
  expect(await readRetryAfters({ pollRetryAfter: 'memory' })).toEqual(['2', null, '2'])
  expect(await readRetryAfters({ pollRetryAfter: 'none' })).toEqual(['2', null, null])
})

test('operations and resources can become visible late', async () => {
  const { simulator, ask } = createHarness({ operationVisibleAfterMs: 1500, resourceVisibleAfterMs: 2500 })
  const accepted = await ask('POST', CONFIGURATIONS, configuration())
  simulator.advance(1499)
  expect((await ask('GET', operationPath(accepted))).status).toBe(404)
  simulator.advance(1)
  expect((await ask('GET', operationPath(accepted))).status).toBe(200)
  simulator.advance(4999)
  expect((await ask('GET', operationPath(accepted))).body.status).toBe('COMPLETED')
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toEqual([])
  simulator.advance(1)
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(1)
})

test('deleting a configuration or conversation returns 202 with a body and takes effect when the operation ends', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const configurationId = await created(harness)
  const conversation = await ask('POST', '/v2/Conversations', { configurationId, name: 'Lost umbrella' })
  expect(conversation).toMatchObject({
    status: 201,
    body: { configurationId, status: 'ACTIVE', accountId: 'AC1' },
  })
  const conversationId = conversation.body.id
  for (const [path, related] of [
    [`${CONFIGURATIONS}/${configurationId}`, { configurationId }],
    [`/v2/Conversations/${conversationId}`, { conversationId }],
  ] as const) {
    const accepted = await ask('DELETE', path)
    expect(accepted).toMatchObject({ status: 202, body: { related } })
    expect((await ask('GET', path)).status).toBe(200)
    simulator.advance(4000)
    expect((await ask('GET', path)).status).toBe(404)
    expect((await ask('GET', operationPath(accepted))).body).toMatchObject({ status: 'COMPLETED', related })
    expect((await ask('DELETE', path)).status).toBe(404)
  }
})

test('a conversation keeps the configuration it started with', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const configurationId = await created(harness)
  const { id } = (await ask('POST', '/v2/Conversations', { configurationId })).body
  await ask('PATCH', `${CONFIGURATIONS}/${configurationId}`, { description: 'Changed' })
  simulator.advance(4000)
  expect((await ask('GET', `/v2/Conversations/${id}`)).body.configuration.description).toMatch(
    /^Phone and text/,
  )
  expect(await ask('POST', '/v2/Conversations', { configurationId: 'conv_configuration_x' })).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/^configurationId: no configuration/) },
  })
  expect((await ask('PATCH', `/v2/Conversations/${id}`, { status: 'SLEEPING' })).status).toBe(400)
  expect((await ask('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED', id: 'x' })).body).toMatchObject({
    id,
    status: 'CLOSED',
  })
  expect((await ask('PUT', `/v2/Conversations/${id}`, { name: 'x' })).status).toBe(400)
  expect((await ask('PUT', `/v2/Conversations/${id}`, { status: 'ACTIVE', name: 'x' })).body.name).toBe('x')
  expect((await ask('GET', '/v2/Conversations?status=CLOSED')).body.conversations).toEqual([])
  expect((await ask('GET', '/v2/Conversations?status=CLOSED&status=ACTIVE')).body.conversations).toHaveLength(
    1,
  )
})

test('conversations can be filtered by the channel ID of a participant', async () => {
  const harness = createHarness()
  const { ask } = harness
  const configurationId = await created(harness)
  const participants = [
    { name: 'Ada', addresses: [{ channel: 'VOICE', address: '+15555550142', channelId: 'CA1' }] },
  ]
  const { body } = await ask('POST', '/v2/Conversations', { configurationId, participants })
  await ask('POST', '/v2/Conversations', { configurationId })
  expect(body.participants).toEqual([
    expect.objectContaining({ name: 'Ada', conversationId: body.id, accountId: 'AC1' }),
  ])
  expect((await ask('GET', '/v2/Conversations?channelId=CA1')).body.conversations).toEqual([body])
  expect((await ask('GET', '/v2/Conversations?channelId=CA2')).body.conversations).toEqual([])
})

const inline = { conversationGroupingType: 'GROUP_BY_PROFILE', memoryStoreId: STORE_ID }
const timeouts = (statusTimeouts: object) => ({
  ...inline,
  channelSettings: { SMS: { statusTimeouts } },
})

test.each<[string, object]>([
  ['configuration.conversationGroupingType: is required', {}],
  ['configuration.memoryStoreId: is required', { configuration: { ...inline, memoryStoreId: undefined } }],
  [
    'configuration.memoryStoreId: no memory store mem_store_x on this account',
    { configuration: { ...inline, memoryStoreId: 'mem_store_x' } },
  ],
  [
    'configuration.channelSettings.SMS.statusTimeouts.closed: is required',
    { configuration: timeouts({ inactive: 5 }) },
  ],
  [
    'configuration.channelSettings.SMS.statusTimeouts.inactive: must be less than closed',
    { configuration: timeouts({ inactive: 5, closed: 5 }) },
  ],
  [
    'configuration.channelSettings.SMS.captureRules: can only be set on a configuration',
    { configuration: { ...inline, channelSettings: { SMS: { captureRules: [] } } } },
  ],
  [
    'participants[0].addresses[0].channel: must be one of VOICE, SMS, RCS, EMAIL, WHATSAPP, CHAT, VIDEO',
    { configuration: inline, participants: [{ addresses: [{ channel: 'FAX', address: '1' }] }] },
  ],
])('a conversation is refused with %s', async (message, body) => {
  const { ask } = createHarness()
  const refused = await ask('POST', '/v2/Conversations', body)
  expect(refused.status).toBe(400)
  expect(refused.body.message).toContain(message)
})

test('a conversation of a seed may have an inline configuration', async () => {
  const stores = [{ id: STORE_ID, displayName: 'harbor-memory' }]
  const { ask } = createHarness({ seed: { stores, conversations: [{ configurationId: null }] } })
  expect((await ask('GET', '/v2/Conversations')).body.conversations).toMatchObject([
    { configurationId: null, configuration: inline },
  ])
})

test('settle ends a pending operation immediately, and only once', async () => {
  const { simulator, ask } = createHarness({ operationMs: 60_000 })
  const first = await ask('POST', CONFIGURATIONS, configuration())
  const second = await ask('POST', STORES, { displayName: 'ferry' })
  simulator.settle(first.headers.get('Operation-Id') ?? '')
  simulator.settle(second.headers.get('Operation-Id') ?? '', { status: 'FAILED', error: { code: 520_044 } })
  expect((await ask('GET', operationPath(first))).body.status).toBe('COMPLETED')
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(1)
  expect((await ask('GET', operationPath(second))).body).toMatchObject({
    status: 'FAILED',
    error: { code: 520_044, type: 'https://www.twilio.com/docs/api/errors/520044' },
  })
  expect(() => simulator.settle(first.headers.get('Operation-Id') ?? '')).toThrow(RangeError)
})

test('operations end in the order in which they are due', async () => {
  const { simulator, ask } = createHarness({
    operationMs: 1000,
    seed: { stores: [{ id: STORE_ID, displayName: 'a' }] },
  })
  const lasting = Array.from({ length: 300 }, (_, index) => (index * 7919) % 1000)
  const path = `${STORES}/${STORE_ID}`
  for (const ms of lasting) {
    simulator.script({ on: 'stores.patch', fault: { kind: 'takes', ms } })
    await ask('PATCH', path, { description: `after ${ms}` })
  }
  simulator.advance(500)
  const expected = Math.max(...lasting.filter((ms) => ms <= 500))
  const { body } = await ask('GET', path)
  expect(body.description).toBe(`after ${expected}`)
  expect(body.version).toBe(1 + lasting.filter((ms) => ms <= 500).length)
})

async function createThree({ simulator, ask }: ReturnType<typeof createHarness>) {
  const answers = []
  for (const wait of [0, 0, 5]) {
    simulator.advance(wait)
    answers.push((await ask('POST', CONFIGURATIONS, configuration())).body)
  }
  return answers
}

test('IDs and responses are the same in every run, IDs ascend and encode their time, and reset starts over', async () => {
  const harness = createHarness()
  const first = await createThree(harness)
  expect(await createThree(createHarness())).toEqual(first)
  expect(await createThree(createHarness({ idSeed: 2 }))).not.toEqual(first)
  const ids = first.map(({ related }) => related.configurationId)
  expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(new Set(ids).size).toBe(3)
  const time = ids[2].slice('conv_configuration_'.length, 'conv_configuration_'.length + 10)
  const decoded = [...time].reduce(
    (sum, digit) => sum * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit),
    0,
  )
  expect(decoded).toBe(harness.simulator.now())

  harness.simulator.script({ on: '*', times: 'always', fault: { kind: 'dropBefore' } })
  harness.simulator.reset()
  expect(harness.simulator.log()).toEqual([])
  expect(await createThree(harness)).toEqual(first)
})
