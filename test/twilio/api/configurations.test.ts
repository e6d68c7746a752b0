import { OperationFailedError, RequestError, SubmissionError } from 'react-accepted/client'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { RESPONSE_ONLY_FIELDS } from '../../contract/configurationFields.ts'
import { CONFIGURATION, STORE_ID, createHarness, inTime } from './createHarness.ts'

afterEach(() => void vi.useRealTimers())

/** `count` configurations that exist from the start. */
const seedOf = (count: number, displayName?: string) => ({
  stores: [{ id: STORE_ID, displayName: 'harbor-memory' }],
  configurations: Array.from({ length: count }, (_, index) => ({
    displayName: displayName ?? `Desk ${index}`,
  })),
})

describe('create', () => {
  test('is accepted, completes and yields the new configuration', async () => {
    const { client, simulator, wait } = createHarness()
    const accepted = await client.configurations.create(CONFIGURATION)
    expect(accepted).toMatchObject({
      api: 'conversations',
      kind: 'configuration.create',
      label: 'Evening Desk',
      hint: { displayName: 'Evening Desk', memoryStoreId: STORE_ID },
      retryAfterMs: 2_000,
    })
    const { operation, resource } = await wait(accepted)
    expect(operation.status).toBe('COMPLETED')
    if (resource.state !== 'found') throw new Error(`It is ${resource.state}`)
    expect(resource).toMatchObject({ type: 'configuration' })
    expect(await client.configurations.get(resource.id)).toMatchObject(CONFIGURATION)
    expect(checkPolls(simulator.log())).toEqual([])
    expect(checkIntents(simulator.log())).toEqual([])
  })

  test.each([
    ['the 202', 'accepted'],
    ['the operation', 'operation'],
    ['both', 'both'],
  ] as const)('finds the new configuration from %s, without reading a list', async (_, related) => {
    const { client, wait, calls } = createHarness({ related })
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(resource).toMatchObject({ state: 'found' })
    expect(calls('configurations.list')).toEqual([])
  })

  test('sends one key on all attempts and creates one configuration', async () => {
    const { client, simulator, calls } = createHarness()
    simulator.script({ on: 'configurations.create', fault: { kind: 'dropAfter' }, times: 2 })
    const accepted = await inTime(client.configurations.create(CONFIGURATION), 30_000)
    expect(accepted.operationId).toMatch(/^proc_job_/)
    const keys = calls('configurations.create').map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect((await client.configurations.list()).items).toHaveLength(1)
  })

  test('identifies the operation by the headers if the 202 is truncated', async () => {
    const { client, simulator, calls } = createHarness()
    simulator.script({ on: 'configurations.create', fault: { kind: 'truncated' } })
    const accepted = await inTime(client.configurations.create(CONFIGURATION), 30_000)
    expect(accepted.operationId).toMatch(/^proc_job_/)
    expect(calls('configurations.create')).toHaveLength(1)
  })

  test('is refused before it is sent if the input is invalid', async () => {
    const { client, simulator } = createHarness()
    const creating = client.configurations.create({ ...CONFIGURATION, displayName: 'Straße' })
    await expect(creating).rejects.toBeInstanceOf(SubmissionError)
    await expect(creating).rejects.toMatchObject({
      outcome: 'refused',
      attempts: 0,
      problem: { fields: [{ field: 'displayName' }] },
    })
    expect(simulator.log()).toEqual([])
  })

  test('names the conflicting configuration after a 409', async () => {
    const { client } = createHarness({ uniqueDisplayNames: true, seed: seedOf(1, 'Evening Desk') })
    const [{ id } = { id: '' }] = (await client.configurations.list()).items
    await expect(client.configurations.create(CONFIGURATION)).rejects.toMatchObject({
      outcome: 'refused',
      failure: { httpStatus: 409, conflictingResourceId: id },
    })
  })

  test('gives the reason and its code if the operation FAILED', async () => {
    const { client, wait } = createHarness()
    const accepted = await client.configurations.create({
      ...CONFIGURATION,
      memoryStoreId: 'mem_store_01k9w3k0m2x7q5b8c1d4e6f9gh',
    })
    const failure: unknown = await wait(accepted).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(OperationFailedError)
    expect(failure).toMatchObject({ problem: { code: expect.any(Number) as number } })
  })
})

describe('a new configuration that no response names', () => {
  test('is found in the list by its name, reading every page', async () => {
    const seed = seedOf(1_500)
    const { client, wait, calls } = createHarness({ related: 'none', seed })
    const accepted = await client.configurations.create({ ...CONFIGURATION, displayName: 'A new desk' })
    const { resource } = await wait(accepted)
    if (resource.state !== 'found') throw new Error(`It is ${resource.state}`)
    expect(await client.configurations.get(resource.id)).toMatchObject({ displayName: 'A new desk' })
    const queries = calls('configurations.list').map(({ query }) => new URLSearchParams(query))
    expect(queries.length).toBeGreaterThanOrEqual(2)
    for (const query of queries) expect(query.get('memoryStoreId')).toBe(STORE_ID)
  })

  test('is found among several with its name: it was created after the 202', async () => {
    const { client, wait } = createHarness({ related: 'none', seed: seedOf(3, 'Evening Desk') })
    const before = (await client.configurations.list()).items.map(({ id }) => id)
    await vi.advanceTimersByTimeAsync(60_000)
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    if (resource.state !== 'found') throw new Error(`It is ${resource.state}`)
    expect(before).not.toContain(resource.id)
  })

  test('is found even if it appears late', async () => {
    const { client, wait, calls } = createHarness({ related: 'none', resourceVisibleAfterMs: 4_000 })
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(resource).toMatchObject({ state: 'found' })
    expect(calls('configurations.list').length).toBeGreaterThan(1)
  })

  test('is not found if it never appears', async () => {
    const { client, wait, calls } = createHarness({ related: 'none', resourceVisibleAfterMs: 86_400_000 })
    const { operation, resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(operation.status).toBe('COMPLETED')
    expect(resource).toEqual({ state: 'notFound' })
    expect(calls('configurations.list').length).toBeLessThan(10)
  })

  test('is not confused with an older one with the same name', async () => {
    const { client, wait } = createHarness({
      related: 'none',
      resourceVisibleAfterMs: 86_400_000,
      seed: seedOf(1, 'Evening Desk'),
    })
    await vi.advanceTimersByTimeAsync(60_000)
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(resource).toMatchObject({ state: 'ambiguous', candidates: [{ label: 'Evening Desk' }] })
  })

  test('is ambiguous if two with its name were created since', async () => {
    const { client, wait } = createHarness({ related: 'none' })
    const [first] = await Promise.all([
      client.configurations.create(CONFIGURATION),
      client.configurations.create(CONFIGURATION),
    ])
    const { resource } = await wait(first)
    expect(resource).toMatchObject({ state: 'ambiguous', candidates: [{}, {}] })
  })

  test('is found even if our clock is an hour off', async () => {
    for (const wrong of [-3_600_000, 3_600_000]) {
      const { client, wait } = createHarness({ related: 'none' }, { now: () => Date.now() + wrong })
      const { resource } = await wait(await client.configurations.create(CONFIGURATION))
      expect(resource).toMatchObject({ state: 'found' })
    }
  })

  test('is searched for while other operations are polled on time', async () => {
    const { client, simulator, calls } = createHarness(
      { related: 'none', resourceVisibleAfterMs: 86_400_000, operationMs: 8_000 },
      { maxConcurrentPolls: 1 },
    )
    const searching = await client.configurations.create(CONFIGURATION)
    await vi.advanceTimersByTimeAsync(6_000)
    const other = await client.configurations.create({ ...CONFIGURATION, displayName: 'Other' })
    for (let ms = 0; ms < 20_000; ms += 100) {
      void client.check(searching)
      void client.check(other)
      await vi.advanceTimersByTimeAsync(100)
    }
    const polls = calls('operations.get').filter(({ operationId }) => operationId === other.operationId)
    const gaps = polls.map(({ at }, index) => at - (polls[index - 1]?.at ?? other.acceptedAt))
    expect(gaps).toEqual([2_000, 2_000, 2_000, 2_000])
    expect(checkPolls(simulator.log())).toEqual([])
  })
})

describe('list', () => {
  test('returns a page and the token of the next one', async () => {
    const { client } = createHarness({ seed: seedOf(3) })
    const first = await client.configurations.list({ pageSize: 2 })
    expect(first.items).toHaveLength(2)
    const second = await client.configurations.list({ pageSize: 2, pageToken: first.nextToken })
    expect(second.items).toHaveLength(1)
    expect(second).not.toHaveProperty('nextToken')
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })

  test('is filtered by memory store', async () => {
    const { client } = createHarness({ seed: seedOf(3) })
    const memoryStoreId = 'mem_store_01k9w3k0m2x7q5b8c1d4e6f9gh'
    expect((await client.configurations.list({ memoryStoreId })).items).toEqual([])
  })

  test('yields every configuration and fetches each page only when it is needed', async () => {
    const { client, calls } = createHarness({ seed: seedOf(5) })
    const names: string[] = []
    for await (const { displayName } of client.configurations.listAll({ pageSize: 2 }))
      names.push(displayName)
    expect(new Set(names)).toEqual(new Set(['Desk 0', 'Desk 1', 'Desk 2', 'Desk 3', 'Desk 4']))
    expect(calls('configurations.list')).toHaveLength(3)
    const [first] = [await client.configurations.listAll({ pageSize: 2 }).next()]
    expect(first.done).toBe(false)
    expect(calls('configurations.list')).toHaveLength(4)
  })

  test('sends nothing if its signal is aborted', async () => {
    const { client, simulator } = createHarness()
    const signal = AbortSignal.abort(new Error('left'))
    await expect(client.configurations.list({ signal })).rejects.toThrow('left')
    expect(simulator.log()).toEqual([])
  })

  test.each([
    ['a 403', { kind: 'status', status: 403 }, { kind: 'unauthorized', httpStatus: 403 }],
    ['no connection', { kind: 'dropBefore' }, { kind: 'network' }],
    ['HTML', { kind: 'malformed' }, { kind: 'body' }],
    ['a body of another shape', { kind: 'json', remove: ['meta'] }, { kind: 'contract', field: 'meta' }],
    ['no items', { kind: 'json', remove: ['configurations'] }, { kind: 'contract', field: 'configurations' }],
    [
      'items of another shape',
      { kind: 'json', set: { configurations: [{ id: 7 }] } },
      { kind: 'contract', field: 'configurations.0.id' },
    ],
  ] as const)('rejects with what went wrong: %s', async (_, fault, failure) => {
    const { client, simulator } = createHarness()
    simulator.script({ on: 'configurations.list', fault })
    const listing = client.configurations.list()
    await expect(listing).rejects.toBeInstanceOf(RequestError)
    await expect(listing).rejects.toMatchObject({ failure })
  })
})

async function createThere() {
  const harness = createHarness({ seed: seedOf(1) })
  const [{ id } = { id: '' }] = (await harness.client.configurations.list()).items
  return { ...harness, id }
}

describe('an existing configuration', () => {
  test('is read by its ID; an unknown ID is not found', async () => {
    const { client, id } = await createThere()
    expect(await client.configurations.get(id)).toMatchObject({ id, displayName: 'Desk 0' })
    await expect(
      client.configurations.get('conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'),
    ).rejects.toMatchObject({
      failure: { kind: 'notFound', problem: { code: 20404 } },
    })
  })

  test('has the special characters of its ID escaped in the path', async () => {
    const { client, simulator } = await createThere()
    await client.configurations.get('../Stores?x#y').catch(() => undefined)
    expect(simulator.log().at(-1)?.path).toBe('/v2/ControlPlane/Configurations/..%2FStores%3Fx%23y')
  })

  test('is changed partially', async () => {
    const { client, id, wait, calls } = await createThere()
    const { resource } = await wait(await client.configurations.patch(id, { description: 'New words' }))
    expect(resource).toEqual({ state: 'found', id, type: 'configuration' })
    expect(await client.configurations.get(id)).toMatchObject({
      displayName: 'Desk 0',
      description: 'New words',
    })
    expect(JSON.parse(calls('configurations.patch')[0]?.requestBody ?? '')).toEqual({
      description: 'New words',
    })
  })

  test('is replaced by what was read and edited, without the server’s own fields', async () => {
    const { client, id, wait, calls } = await createThere()
    const read = await client.configurations.get(id)
    const changed = {
      ...read,
      ...CONFIGURATION,
      channelSettings: {},
      description: 'Other words',
      newer: ['field'],
    }
    await wait(await client.configurations.update(id, changed as never))
    expect(await client.configurations.get(id)).toMatchObject({ description: 'Other words', version: 2 })
    const sent: unknown = JSON.parse(calls('configurations.update')[0]?.requestBody ?? '')
    const own = ['id', 'createdAt', 'updatedAt', 'version', ...RESPONSE_ONLY_FIELDS, 'newer']
    for (const field of own) expect(sent).not.toHaveProperty(field)
  })

  test('is deleted, and the operation has no resource', async () => {
    const { client, id, wait, calls } = await createThere()
    const accepted = await client.configurations.delete(id)
    expect((await wait(accepted)).resource).toEqual({ state: 'none' })
    expect((await client.configurations.list()).items).toEqual([])
    expect(calls('configurations.delete')[0]).toMatchObject({ requestBody: null })
    expect(calls('configurations.delete')[0]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/)
  })
})

test('a conversation is deleted', async () => {
  const { client, wait, calls } = createHarness({
    seed: { ...seedOf(1), conversations: [{ id: 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb' }] },
  })
  const accepted = await client.conversations.delete('conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb')
  expect(accepted).toMatchObject({ api: 'conversations', kind: 'conversation.delete' })
  expect((await wait(accepted)).resource).toEqual({ state: 'none' })
  expect(calls('conversations.delete')).toHaveLength(1)
})
