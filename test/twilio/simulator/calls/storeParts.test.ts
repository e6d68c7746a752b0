import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { expect, test } from 'vitest'

import { STORES, STORE_ID, createHarness as createBase, operationPath } from '../createHarness.ts'

const STORE = `${STORES}/${STORE_ID}`
const GROUPS = `${STORE}/TraitGroups`
const MAPPINGS = `${STORE}/DataMappings`
const SETTINGS = `${STORE}/IdentityResolutionSettings`
const BULK = `/v1/Stores/${STORE_ID}/Profiles/Bulk`

const email = { dataType: 'STRING', validationRule: { ruleType: 'STRING', maxLength: 254 } }
const group = (edits = {}) => ({ displayName: 'Contact', traits: { email }, ...edits })
const mapping = (edits = {}) => ({
  displayName: 'crm-contacts',
  mappingTo: {
    type: 'TRAITS',
    mappings: [{ expression: 'mail', traitGroup: 'Contact', traitName: 'email' }],
  },
  mappingFrom: { type: 'INGRESS', columns: ['mail'] },
  ...edits,
})
const settings = (edits = {}) => ({
  identifierConfigs: [{ idType: 'email', normalization: 'email' }],
  matchingRules: ['email'],
  ...edits,
})
const many = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]))

function createHarness(options: SimulatorOptions = {}) {
  const harness = createBase(options)
  const { simulator, ask } = harness
  /** Sends a request and returns its operation after its end; the response itself if it is no 202. */
  async function run(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await ask(method, path, body, { headers })
    if (answer.status !== 202) return answer
    expect(answer.headers.get('Location')).toBe(answer.body.statusUrl)
    simulator.advance(4000)
    return { ...(await ask('GET', operationPath(answer))), status: 202 }
  }
  return { ...harness, run, read: async (path: string) => (await ask('GET', path)).body }
}

const COMPLETED = { status: 202, body: { status: 'COMPLETED' } }
const failed = (code: number) => ({ status: 202, body: { status: 'FAILED', error: { code } } })

test('a trait group is created, read, changed trait by trait, and deleted', async () => {
  const { ask, run, read } = createHarness()
  const path = `${GROUPS}/Contact`
  const result = { type: 'RESOURCE_ID', id: 'Contact' }
  expect(await run('POST', GROUPS, group())).toMatchObject({ body: { status: 'COMPLETED', result } })
  const shown = { displayName: 'Contact', traits: { email }, version: 1 }
  expect(await read(path)).toEqual({ traitGroup: shown, meta: { key: 'traits', pageSize: 1 } })

  const age = { dataType: 'NUMBER' }
  expect(await run('PATCH', path, { traits: { age } })).toMatchObject(COMPLETED)
  expect((await read(path)).traitGroup).toEqual({ ...shown, traits: { email, age }, version: 2 })
  await run('PATCH', path, { description: 'People', traits: { email: { dataType: '' } } })
  const third = { description: 'People', traits: { age }, version: 3 }
  expect((await read(path)).traitGroup).toEqual({ ...shown, ...third })

  expect(await run('DELETE', path)).toMatchObject(COMPLETED)
  expect(await ask('GET', path)).toMatchObject({ status: 404, body: { code: 520_047 } })
})

test('lists show traits only on request, one group shows them page by page', async () => {
  const { run, read } = createHarness()
  await run('POST', GROUPS, group())
  await run('POST', GROUPS, { displayName: 'Big.one', traits: many(95, { dataType: 'BOOLEAN' }) })
  const { traitGroups, meta } = await read(GROUPS)
  expect(traitGroups).toEqual([
    { displayName: 'Contact', version: 1 },
    { displayName: 'Big.one', version: 1 },
  ])
  expect(meta).toEqual({ key: 'traitGroups', pageSize: 2 })
  expect((await read(`${GROUPS}?includeTraits=true&orderBy=ASC`)).traitGroups[1].traits).toEqual({ email })
  expect((await read(`${GROUPS}?pageSize=1`)).meta.nextToken).toEqual(expect.any(String))

  const first = await read(`${GROUPS}/Big.one`)
  const second = await read(`${GROUPS}/Big.one?pageToken=${first.meta.nextToken}`)
  const names = [first, second].flatMap(({ traitGroup }) => Object.keys(traitGroup.traits))
  expect([names.length, new Set(names).size, second.meta.nextToken]).toEqual([95, 95, undefined])
  expect(Object.keys((await read(`${GROUPS}/Big.one?pageSize=100`)).traitGroup.traits)).toHaveLength(95)
  expect((await read(`${GROUPS}/Big.one?includeTraits=false`)).traitGroup).not.toHaveProperty('traits')
})

test('a data mapping is created, read, listed by its source, changed and deleted', async () => {
  const { ask, run, read } = createHarness()
  await run('POST', GROUPS, group())
  const { id } = (await run('POST', MAPPINGS, mapping())).body.result
  const datasetId = 'tdi_dataset_01k9w39vfj8s0p4q6r2xhtcme5'
  const warehouse = { type: 'DATASET_WAREHOUSE', datasetId }
  await run('POST', MAPPINGS, mapping({ displayName: 'warehouse', mappingFrom: warehouse, isEnabled: false }))
  const one = await read(`${MAPPINGS}/${id}`)
  expect(one).toEqual({
    ...mapping(),
    id: expect.stringMatching(/^mem_datamapping_[0-7][0-9a-z]{25}$/),
    isEnabled: true,
    createdAt: '2026-01-05T09:00:08.000Z',
    updatedAt: '2026-01-05T09:00:08.000Z',
    version: 1,
  })
  expect((await read(`${MAPPINGS}?type=INGRESS`)).dataMappings).toEqual([one])
  expect((await read(`${MAPPINGS}?orderBy=ASC`)).dataMappings).toMatchObject([
    one,
    { displayName: 'warehouse', isEnabled: false },
  ])
  expect((await read(`${MAPPINGS}?type=DATASET_CLOUDAPP`)).dataMappings).toEqual([])

  const change = { displayName: 'crm', mappingTo: { ...one.mappingTo, mappings: [mappingItem('Account')] } }
  expect(await run('PATCH', `${MAPPINGS}/${id}`, change)).toMatchObject(COMPLETED)
  expect(await read(`${MAPPINGS}/${id}`)).toMatchObject({ ...change, version: 2 })
  expect(await run('DELETE', `${MAPPINGS}/${id}`)).toMatchObject(COMPLETED)
  expect(await ask('GET', `${MAPPINGS}/${id}`)).toMatchObject({ status: 404, body: { code: 520_048 } })
})

function mappingItem(traitGroup: string) {
  return { expression: 'mail', traitGroup, traitName: 'email' }
}

test('identity resolution settings are replaced', async () => {
  const { run, read } = createHarness()
  expect(await run('PUT', SETTINGS, settings())).toMatchObject(COMPLETED)
  expect(await read(SETTINGS)).toEqual({ ...settings(), version: 2 })
})

test('profiles are sent in bulk; the 202 names the operation', async () => {
  const { ask, run } = createHarness()
  const profiles = [{ traits: { Contact: { email: 'a@b.example', tags: ['x'], age: 3 } } }, {}]
  const accepted = await ask('PUT', BULK, { profiles })
  expect(accepted).toMatchObject({
    status: 202,
    body: {
      message: 'Profile batch accepted for processing.',
      operationId: accepted.headers.get('Operation-Id'),
      createdAt: '2026-01-05T09:00:00.000Z',
      statusUrl: accepted.headers.get('Location'),
    },
  })
  const { status, body } = await run('PUT', BULK, { profiles })
  expect({ status, body }).toMatchObject(COMPLETED)
  expect(body).not.toHaveProperty('result')
})

test.each<[string, string, string, Record<string, unknown>]>([
  ['POST', GROUPS, 'displayName: is required', {}],
  ['POST', GROUPS, 'displayName: must have at most 64 characters', group({ displayName: 'a'.repeat(65) })],
  ['POST', GROUPS, 'displayName: must match ^[a-zA-Z0-9_\\-.]+$', group({ displayName: 'a b' })],
  ['POST', GROUPS, 'version: is not a field of this request', group({ version: 1 })],
  [
    'POST',
    GROUPS,
    'description: must have at most 1024 characters',
    group({ description: 'a'.repeat(1025) }),
  ],
  ['POST', GROUPS, 'traits: must have at most 95 entries', group({ traits: many(96, email) })],
  ['POST', GROUPS, 'traits.a.dataType: is required', group({ traits: { a: {} } })],
  [
    'POST',
    GROUPS,
    'traits.a.x: is not a field of this request',
    group({ traits: { a: { ...email, x: 1 } } }),
  ],
  [
    'POST',
    GROUPS,
    'traits.a.validationRule.min: is not a field of this request',
    group({ traits: { a: { dataType: 'STRING', validationRule: { ruleType: 'STRING', min: 1 } } } }),
  ],
  [
    'POST',
    GROUPS,
    'traits.a.validationRule.ruleType: must be one of STRING, NUMBER, BOOLEAN, ARRAY',
    group({ traits: { a: { dataType: 'STRING', validationRule: { ruleType: '__proto__' } } } }),
  ],
  ['POST', MAPPINGS, 'mappingFrom: is required', mapping({ mappingFrom: undefined })],
  [
    'POST',
    MAPPINGS,
    'mappingFrom.datasetId: is required',
    mapping({ mappingFrom: { type: 'DATASET_CLOUDAPP' } }),
  ],
  [
    'POST',
    MAPPINGS,
    'mappingTo.mappings: must have at least 1 item',
    mapping({ mappingTo: { type: 'TRAITS', mappings: [] } }),
  ],
  ['POST', MAPPINGS, 'displayName: must match ^[a-zA-Z][a-zA-Z0-9-.]*$', mapping({ displayName: '1a' })],
  ['PUT', SETTINGS, 'identifierConfigs: must have at least 1 item', settings({ identifierConfigs: [] })],
  [
    'PUT',
    SETTINGS,
    'identifierConfigs[0].matchingThreshold: must be an integer from 50 to 99',
    settings({ identifierConfigs: [{ idType: 'email', matchingThreshold: 49 }] }),
  ],
  [
    'PUT',
    SETTINGS,
    'matchingRules: must have at most 15 items',
    settings({ matchingRules: Array(16).fill('a') }),
  ],
  ['PUT', BULK, 'profiles: must have at least 1 item', { profiles: [] }],
  [
    'PUT',
    BULK,
    'profiles: must have at most 1000 items',
    { profiles: Array.from({ length: 1001 }, () => ({})) },
  ],
  ['PUT', BULK, 'profiles[0].id: is not a field of this request', { profiles: [{ id: 'x' }] }],
  ['PUT', BULK, 'profiles[0].traits: must have at most 50 entries', { profiles: [{ traits: many(51, {}) }] }],
])('%s %s is refused: %s', async (method, path, message, body) => {
  expect(await createHarness().ask(method, path, body)).toMatchObject({
    status: 400,
    body: { code: 520_046, message },
  })
})

test.each([
  `${GROUPS}?includeTraits=yes`,
  `${GROUPS}?pageSize=101`,
  `${MAPPINGS}?type=X`,
  `${MAPPINGS}?orderBy=x`,
])('the query of %s is refused', async (path) => {
  expect(await createHarness().ask('GET', path)).toMatchObject({ status: 400, body: { code: 520_046 } })
})

test('a taken name, an unknown trait and too many traits fail the operation, or the request if so set', async () => {
  const dataset = { type: 'DATASET_CLOUDAPP', datasetId: 'tdi_dataset_01k9w39vfj8s0p4q6r2xhtcme5' }
  const unknown = mapping({
    displayName: 'unknown',
    mappingFrom: dataset,
    mappingTo: { type: 'TRAITS', mappings: [mappingItem('No')] },
  })
  for (const accountChecks of ['operation', 'request'] as const) {
    const { run } = createHarness({ accountChecks })
    const refusal = (code: number) =>
      accountChecks === 'operation' ? failed(code) : { status: 400, body: { code } }
    await run('POST', GROUPS, group())
    await run('POST', MAPPINGS, mapping())
    const { id } = (await run('POST', MAPPINGS, mapping({ displayName: 'other' }))).body.result
    expect(await run('POST', GROUPS, group())).toMatchObject(refusal(520_055))
    expect(await run('POST', MAPPINGS, mapping())).toMatchObject(refusal(520_056))
    const renamed = { displayName: 'crm-contacts' }
    expect(await run('PATCH', `${MAPPINGS}/${id}`, renamed)).toMatchObject(refusal(520_056))
    expect(await run('PATCH', `${MAPPINGS}/${id}`, { displayName: 'other' })).toMatchObject(COMPLETED)
    expect(await run('POST', MAPPINGS, unknown)).toMatchObject(refusal(520_047))
    const more = { traits: many(95, email) }
    expect(await run('PATCH', `${GROUPS}/Contact`, more)).toMatchObject(refusal(520_054))
  }
})

test.each([
  ['PATCH', GROUPS, { description: 'x' }],
  ['PATCH', MAPPINGS, { description: 'x' }],
  ['PUT', SETTINGS, settings()],
])('%s below %s honors If-Match', async (method, list, body) => {
  const { ask, run } = createHarness()
  await run('POST', GROUPS, group())
  const made = await run('POST', MAPPINGS, mapping())
  const path =
    { [GROUPS]: `${GROUPS}/Contact`, [MAPPINGS]: `${MAPPINGS}/${made.body.result.id}` }[list] ?? list
  const etag = (await ask('GET', path)).headers.get('ETag') ?? ''
  expect(await run(method, path, body, { 'If-Match': '"7"' })).toMatchObject({ status: 412 })
  expect(await run(method, path, body, { 'If-Match': etag })).toMatchObject(COMPLETED)
  expect(await run(method, path, body, { 'If-Match': etag })).toMatchObject({ status: 412 })
})

test.each<[string, string, unknown?]>([
  ['POST', GROUPS, group({ displayName: 'New' })],
  ['PATCH', `${GROUPS}/Contact`, {}],
  ['DELETE', `${GROUPS}/Contact`],
  ['PUT', SETTINGS, settings()],
  ['PUT', BULK, { profiles: [{}] }],
])('%s %s fails if its store is deleted in the meantime', async (method, path, body) => {
  const { ask, run, simulator } = createHarness()
  await run('POST', GROUPS, group())
  await ask('DELETE', STORE)
  simulator.advance(1)
  expect(await run(method, path, body)).toMatchObject(failed(520_041))
})

test('of two deletions, and of a change after a deletion, only the first completes', async () => {
  const { ask, run, read, simulator } = createHarness()
  await run('POST', GROUPS, group())
  const path = `${GROUPS}/Contact`
  const sent = [await ask('DELETE', path), await ask('DELETE', path), await ask('PATCH', path, {})]
  simulator.advance(4000)
  const ends = await Promise.all(sent.map((answer) => read(operationPath(answer))))
  expect(ends).toMatchObject([
    { status: 'COMPLETED' },
    { status: 'FAILED', error: { code: 520_047 } },
    { status: 'FAILED', error: { code: 520_047 } },
  ])
})

test('names that a prototype has are like any other', async () => {
  const { ask, run, read } = createHarness()
  const traits = '{"__proto__":{"dataType":"ARRAY"},"constructor":{"dataType":"ARRAY"}}'
  expect(await run('POST', GROUPS, `{"displayName":"__proto__","traits":${traits}}`)).toMatchObject(COMPLETED)
  const { traitGroup } = await read(`${GROUPS}/__proto__`)
  expect(Object.keys(traitGroup.traits).toSorted()).toEqual(['__proto__', 'constructor'])
  // A URL cannot name `..`: it is the store.
  for (const name of ['..', 'constructor', 'a%2Fb'])
    expect((await ask('GET', `${GROUPS}/${name}`)).status).toBe(404)
})
