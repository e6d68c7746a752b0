import { RequestError, SubmissionError } from 'react-accepted/client'
import type { AcceptedOperation } from 'react-accepted/client'
import type { Fault } from 'react-accepted/simulator'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import {
  createMemoryStoreClient,
  createOrchestratorClient,
  storePartEndpoints,
} from 'react-accepted/twilio/client'
import type { MemoryStoreClient } from 'react-accepted/twilio/client'
import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { STORE_ID, createHarness as createBase } from './createHarness.ts'

afterEach(() => void vi.useRealTimers())

const GROUP = { displayName: 'Contact', traits: { email: { dataType: 'STRING' } } }
const MAPPING = {
  displayName: 'crm-contacts',
  mappingTo: {
    type: 'TRAITS',
    mappings: [{ expression: 'mail', traitGroup: 'Contact', traitName: 'email' }],
  },
  mappingFrom: { type: 'INGRESS', columns: ['mail'] },
}
const SETTINGS = { identifierConfigs: [{ idType: 'email' }], matchingRules: ['email'] }

/** A store with the group and the mapping, and how to change it. */
async function createHarness(options: SimulatorOptions = {}) {
  const harness = createBase(options)
  const store = createMemoryStoreClient(harness.client, STORE_ID)
  const wait = async (accepted: AcceptedOperation) => {
    const waiting = harness.wait(accepted)
    await vi.advanceTimersByTimeAsync(20_000)
    return waiting
  }
  await wait(await store.traitGroups.create(GROUP))
  const { resource } = await wait(await store.dataMappings.create(MAPPING))
  const mappingId = resource.state === 'found' ? resource.id : ''
  return { ...harness, store, wait, mappingId }
}

interface Write {
  /** Its name in the simulator's log. */
  readonly call: string
  readonly send: (store: MemoryStoreClient, mappingId: string) => Promise<AcceptedOperation>
  readonly accepted: object
  /** The resource of the completed operation. */
  readonly resource: object
  /** What the store shows afterwards. */
  readonly shown: (store: MemoryStoreClient, mappingId: string) => Promise<unknown>
  readonly expected: unknown
}

const names = async (list: Promise<{ items: readonly { displayName: string }[] }>) =>
  (await list).items.map(({ displayName }) => displayName)

const WRITES: readonly Write[] = [
  {
    call: 'traitGroups.create',
    send: ({ traitGroups }) => traitGroups.create({ ...GROUP, displayName: 'Loyalty' }),
    accepted: { kind: 'traitGroup.create', label: 'Loyalty', resourceId: 'Loyalty' },
    resource: { state: 'found', type: 'traitGroup', id: 'Loyalty' },
    shown: ({ traitGroups }) => names(traitGroups.list()),
    expected: ['Loyalty', 'Contact'],
  },
  {
    call: 'traitGroups.patch',
    send: ({ traitGroups }) => traitGroups.patch('Contact', { traits: { age: { dataType: 'NUMBER' } } }),
    accepted: { kind: 'traitGroup.patch', label: 'Contact', resourceId: 'Contact' },
    resource: { state: 'found', type: 'traitGroup', id: 'Contact' },
    shown: async ({ traitGroups }) => (await traitGroups.get('Contact')).traits,
    expected: { email: { dataType: 'STRING' }, age: { dataType: 'NUMBER' } },
  },
  {
    call: 'traitGroups.delete',
    send: ({ traitGroups }) => traitGroups.delete('Contact'),
    accepted: { kind: 'traitGroup.delete', label: 'Contact' },
    resource: { state: 'none' },
    shown: ({ traitGroups }) => names(traitGroups.list()),
    expected: [],
  },
  {
    call: 'dataMappings.create',
    send: ({ dataMappings }) => dataMappings.create({ ...MAPPING, displayName: 'other' }),
    accepted: { kind: 'dataMapping.create', label: 'other' },
    resource: { state: 'found', type: 'dataMapping', id: expect.stringMatching(/^mem_datamapping_/) },
    shown: ({ dataMappings }) => names(dataMappings.list({ orderBy: 'ASC' })),
    expected: ['crm-contacts', 'other'],
  },
  {
    call: 'dataMappings.patch',
    send: ({ dataMappings }, id) => dataMappings.patch(id, { isEnabled: false }),
    accepted: { kind: 'dataMapping.patch' },
    resource: { state: 'found', type: 'dataMapping' },
    shown: async ({ dataMappings }, id) => (await dataMappings.get(id)).isEnabled,
    expected: false,
  },
  {
    call: 'dataMappings.delete',
    send: ({ dataMappings }, id) => dataMappings.delete(id),
    accepted: { kind: 'dataMapping.delete' },
    resource: { state: 'none' },
    shown: ({ dataMappings }) => names(dataMappings.list()),
    expected: [],
  },
  {
    call: 'identityResolution.update',
    send: ({ identityResolutionSettings }) => identityResolutionSettings.update(SETTINGS),
    accepted: { kind: 'identityResolutionSettings.update', label: STORE_ID },
    resource: { state: 'found', type: 'identityResolutionSettings', id: STORE_ID },
    shown: ({ identityResolutionSettings }) => identityResolutionSettings.get(),
    expected: { ...SETTINGS, version: 2, etag: '"2"' },
  },
  {
    call: 'profiles.updateBulk',
    send: ({ profiles }) => profiles.updateBulk([{ traits: { Contact: { email: 'a@b.example' } } }]),
    accepted: { kind: 'profile.updateBulk', label: STORE_ID },
    resource: { state: 'none' },
    shown: () => Promise.resolve(undefined),
    expected: undefined,
  },
]

describe.each(WRITES)('$call', ({ call, send, accepted, resource, shown, expected }) => {
  test('is accepted, COMPLETED, and later reads show it', async () => {
    const { store, wait, mappingId, simulator } = await createHarness()
    const sent = await send(store, mappingId)
    expect(sent).toMatchObject({ api: 'memory', ...accepted })
    expect(await wait(sent)).toMatchObject({ operation: { status: 'COMPLETED' }, resource })
    expect(await shown(store, mappingId)).toEqual(expected)
    expect(checkPolls(simulator.log())).toEqual([])
    expect(checkIntents(simulator.log())).toEqual([])
  })

  test('gives the reason if it FAILED, and changes nothing', async () => {
    const { store, wait, mappingId, simulator } = await createHarness()
    const before = await shown(store, mappingId)
    const error = { code: 520_050, title: 'Protected', detail: 'It cannot be changed.' }
    simulator.script({ on: '*', fault: { kind: 'fail', error } })
    await expect(wait(await send(store, mappingId))).rejects.toMatchObject({
      problem: { code: 520_050, title: 'Protected' },
    })
    expect(await shown(store, mappingId)).toEqual(before)
  })

  test.each<[Fault, string]>([
    [{ kind: 'dropAfter' }, 'unclear'],
    [{ kind: 'status', status: 503 }, 'unclear'],
    [{ kind: 'status', status: 429, retryAfter: 1 }, 'blocked'],
  ])('is sent once, without a key, also after %j', async (fault, outcome) => {
    const { store, mappingId, simulator, calls } = await createHarness()
    const before = calls(call).length
    simulator.script({ on: '*', fault })
    const failure: unknown = await send(store, mappingId).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SubmissionError)
    expect(failure).toMatchObject({ outcome, attempts: 1 })
    expect(calls(call).slice(before)).toMatchObject([{ idempotencyKey: null }])
  })
})

describe('reads', () => {
  test('have the etag of one entry, which a later change refuses', async () => {
    const { store, wait, mappingId } = await createHarness()
    for (const [read, change] of [
      [() => store.traitGroups.get('Contact'), { patch: store.traitGroups.patch, id: 'Contact' }],
      [() => store.dataMappings.get(mappingId), { patch: store.dataMappings.patch, id: mappingId }],
    ] as const) {
      const ifMatch = (await read()).etag
      expect(ifMatch).toBe('"1"')
      await wait(await change.patch(change.id, { description: 'One' }, { ifMatch }))
      await expect(change.patch(change.id, { description: 'Two' }, { ifMatch })).rejects.toMatchObject({
        outcome: 'refused',
        failure: { httpStatus: 412 },
      })
      expect(await read()).toMatchObject({ description: 'One', etag: '"2"' })
    }
    const stale = store.identityResolutionSettings.update(SETTINGS, { ifMatch: '"9"' })
    await expect(stale).rejects.toMatchObject({ failure: { httpStatus: 412 } })
  })

  test('of a group give its traits page by page', async () => {
    const { store, wait } = await createHarness()
    const traits = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`t${at}`, { dataType: 'ARRAY' }]),
    )
    await wait(await store.traitGroups.create({ displayName: 'Big', traits }))
    const first = await store.traitGroups.get('Big')
    const second = await store.traitGroups.get('Big', { pageToken: first.nextToken })
    expect({ ...first.traits, ...second.traits }).toEqual(traits)
    expect(second).not.toHaveProperty('nextToken')
    expect(await store.traitGroups.get('Big', { pageSize: 100 })).toMatchObject({ traits, version: 1 })
  })

  test('of all entries fetch each page once', async () => {
    const { store, wait, calls } = await createHarness()
    for (const displayName of ['a', 'b']) {
      await wait(await store.traitGroups.create({ displayName }))
      await wait(await store.dataMappings.create({ ...MAPPING, displayName }))
    }
    for (const [list, call] of [
      [store.traitGroups.listAll({ pageSize: 2, orderBy: 'ASC' }), 'traitGroups.list'],
      [store.dataMappings.listAll({ pageSize: 2, orderBy: 'ASC' }), 'dataMappings.list'],
    ] as const) {
      const seen: string[] = []
      for await (const { displayName } of list) seen.push(displayName)
      expect(seen.toSorted()).toHaveLength(3)
      expect(calls(call)).toHaveLength(2)
    }
  })

  test.each([
    [{ traitGroup: { displayName: 7 } }, 'traitGroup.displayName'],
    [{ displayName: 'Contact', version: 1 }, 'traitGroup'],
    [{ traitGroup: { displayName: 'a', traits: { x: {} } } }, 'traitGroup.traits.x.dataType'],
  ])('refuse %j and name the field', async (body, field) => {
    const client = createOrchestratorClient({
      baseUrl: 'https://orchestrator.test',
      fetch: () => Promise.resolve(Response.json(body)),
    })
    const reading = createMemoryStoreClient(client, STORE_ID).traitGroups.get('Contact')
    await expect(reading).rejects.toBeInstanceOf(RequestError)
    await expect(reading).rejects.toThrow(field)
  })

  test('keep unknown fields, and take null for what is optional', async () => {
    const one = { displayName: 'Contact', traits: null, description: null, source: 'twilio', version: null }
    const client = createOrchestratorClient({
      baseUrl: 'https://orchestrator.test',
      fetch: () => Promise.resolve(Response.json({ traitGroup: one })),
    })
    expect(await createMemoryStoreClient(client, STORE_ID).traitGroups.get('Contact')).toEqual(one)
  })
})

test.each<[string, string, (store: MemoryStoreClient) => Promise<unknown>]>([
  ['displayName', 'a name with a space', ({ traitGroups }) => traitGroups.create({ displayName: 'a b' })],
  [
    'displayName',
    'a name that begins with a digit',
    ({ dataMappings }) => dataMappings.create({ ...MAPPING, displayName: '1' }),
  ],
  [
    'mappingTo.mappings',
    'no mapping',
    ({ dataMappings }) => dataMappings.patch('m', { mappingTo: { type: 'TRAITS', mappings: [] } }),
  ],
  [
    'traits',
    '96 traits',
    ({ traitGroups }) =>
      traitGroups.patch('a', {
        traits: Object.fromEntries(Array.from({ length: 96 }, (_, at) => [at, { dataType: 'ARRAY' }])),
      }),
  ],
  [
    'matchingRules',
    'no rule',
    ({ identityResolutionSettings }) => identityResolutionSettings.update({ ...SETTINGS, matchingRules: [] }),
  ],
  [
    'profiles',
    '1001 profiles',
    ({ profiles }) => profiles.updateBulk(Array.from({ length: 1001 }, () => ({}))),
  ],
])('%s: %s is refused before anything is sent', async (field, _what, call) => {
  const { client, simulator } = createBase()
  const refused = call(createMemoryStoreClient(client, STORE_ID))
  await expect(refused).rejects.toMatchObject({
    outcome: 'refused',
    attempts: 0,
    failure: { problem: { fields: [{ field }] } },
  })
  expect(simulator.log()).toEqual([])
})

test.each([
  ['..', true],
  ['.', true],
  ['../..', true],
  ['a/../..', true],
  ['%2e%2e', false],
  ['__proto__', false],
])('no deletion can leave its list: %s', async (id, isRefused) => {
  const { client, simulator } = createBase()
  const store = createMemoryStoreClient(client, STORE_ID)
  for (const list of [store.traitGroups, store.dataMappings]) {
    const error: unknown = await list.delete(id).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(isRefused ? RangeError : SubmissionError)
  }
  const paths = simulator.log().map(({ path }) => path)
  expect(paths).toHaveLength(isRefused ? 0 : 2)
  for (const path of paths) expect(path).toMatch(/\/(?:TraitGroups|DataMappings)\/[^/]+$/)
})

test('after a reload, a client with the endpoints knows the operations', () => {
  const open = (endpoints: typeof storePartEndpoints) =>
    createOrchestratorClient({ baseUrl: 'https://orchestrator.test', endpoints })
  for (const { kind } of storePartEndpoints) {
    expect(open(storePartEndpoints).endpointOf(kind)).toMatchObject({ kind, api: 'memory' })
    expect(open([]).endpointOf(kind)).toBeUndefined()
  }
  expect(new Set(storePartEndpoints.map(({ kind }) => kind)).size).toBe(WRITES.length)
})

describe('the 202 of a bulk upsert', () => {
  const send = (statusUrl: string) => {
    const client = createOrchestratorClient({
      baseUrl: 'https://orchestrator.test',
      fetch: () =>
        Promise.resolve(
          Response.json(
            { message: 'Accepted.', operationId: 'x1', createdAt: '', statusUrl },
            { status: 202 },
          ),
        ),
    })
    return createMemoryStoreClient(client, STORE_ID).profiles.updateBulk([{}])
  }

  test('needs no header: its statusUrl leads to the operation', async () => {
    const accepted = await send('https://memory.twilio.com/v1/ControlPlane/Operations/proc_job_1')
    expect(accepted).toMatchObject({ api: 'memory', operationId: 'proc_job_1' })
  })

  test.each([
    'https://memory.twilio.com/v1/Operations/x1',
    'https://evil.example/v1/ControlPlane/Operations/x1',
  ])('is not followed to %s', async (statusUrl) => {
    await expect(send(statusUrl)).rejects.toMatchObject({ outcome: 'unclear' })
  })
})
