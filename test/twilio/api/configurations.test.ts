import { OperationFailedError, RequestError, SubmissionError } from 'react-accepted/client'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { CONFIGURATION, createHarness, inTime, STORE_ID } from './orchestratorKit.ts'

afterEach(() => void vi.useRealTimers())

/** `count` configurations that are there from the start. */
const seedOf = (count: number, displayName?: string) => ({
  stores: [{ id: STORE_ID, displayName: 'harbor-memory' }],
  configurations: Array.from({ length: count }, (_, index) => ({
    displayName: displayName ?? `Desk ${index}`,
  })),
})

describe('create', () => {
  test('is accepted, completes, and gives the new configuration', async () => {
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
  ] as const)('is told by %s, without reading a list', async (_, related) => {
    const { client, wait, calls } = createHarness({ related })
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(resource).toMatchObject({ state: 'found' })
    expect(calls('configurations.list')).toEqual([])
  })

  test('sends one key over all attempts, and makes one configuration', async () => {
    const { client, simulator, calls } = createHarness()
    simulator.script({ on: 'configurations.create', fault: { kind: 'dropAfter' }, times: 2 })
    const accepted = await inTime(client.configurations.create(CONFIGURATION), 30_000)
    expect(accepted.operationId).toMatch(/^proc_job_/)
    const keys = calls('configurations.create').map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect((await client.configurations.list()).items).toHaveLength(1)
  })

  test('is known by its headers where the 202 breaks off', async () => {
    const { client, simulator, calls } = createHarness()
    simulator.script({ on: 'configurations.create', fault: { kind: 'truncated' } })
    const accepted = await inTime(client.configurations.create(CONFIGURATION), 30_000)
    expect(accepted.operationId).toMatch(/^proc_job_/)
    expect(calls('configurations.create')).toHaveLength(1)
  })

  test('is refused before it leaves where the input breaks a rule', async () => {
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

  test('says which configuration stands in the way of a 409', async () => {
    const { client } = createHarness({ uniqueDisplayNames: true, seed: seedOf(1, 'Evening Desk') })
    const [{ id } = { id: '' }] = (await client.configurations.list()).items
    await expect(client.configurations.create(CONFIGURATION)).rejects.toMatchObject({
      outcome: 'refused',
      failure: { httpStatus: 409, conflictingResourceId: id },
    })
  })

  test('FAILED carries the reason, with its code', async () => {
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

describe('found by listing, where no answer names it', () => {
  test('by its name, reading every page', async () => {
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

  test('among several of that name, the one made after the acceptance', async () => {
    const { client, wait } = createHarness({ related: 'none', seed: seedOf(3, 'Evening Desk') })
    const before = (await client.configurations.list()).items.map(({ id }) => id)
    await vi.advanceTimersByTimeAsync(60_000)
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    if (resource.state !== 'found') throw new Error(`It is ${resource.state}`)
    expect(before).not.toContain(resource.id)
  })

  test('also when it shows up late', async () => {
    const { client, wait, calls } = createHarness({ related: 'none', resourceVisibleAfterMs: 4_000 })
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(resource).toMatchObject({ state: 'found' })
    expect(calls('configurations.list').length).toBeGreaterThan(1)
  })

  test('not at all, when it never shows up', async () => {
    const { client, wait, calls } = createHarness({ related: 'none', resourceVisibleAfterMs: 86_400_000 })
    const { operation, resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(operation.status).toBe('COMPLETED')
    expect(resource).toEqual({ state: 'notFound' })
    expect(calls('configurations.list').length).toBeLessThan(10)
  })

  test('not by an older one of the same name', async () => {
    const { client, wait } = createHarness({
      related: 'none',
      resourceVisibleAfterMs: 86_400_000,
      seed: seedOf(1, 'Evening Desk'),
    })
    await vi.advanceTimersByTimeAsync(60_000)
    const { resource } = await wait(await client.configurations.create(CONFIGURATION))
    expect(resource).toMatchObject({ state: 'ambiguous', candidates: [{ label: 'Evening Desk' }] })
  })

  test('not, where two of that name were made since', async () => {
    const { client, wait } = createHarness({ related: 'none' })
    const [first] = await Promise.all([
      client.configurations.create(CONFIGURATION),
      client.configurations.create(CONFIGURATION),
    ])
    const { resource } = await wait(first)
    expect(resource).toMatchObject({ state: 'ambiguous', candidates: [{}, {}] })
  })

  test('though our clock is an hour wrong', async () => {
    for (const wrong of [-3_600_000, 3_600_000]) {
      const { client, wait } = createHarness({ related: 'none' }, { now: () => Date.now() + wrong })
      const { resource } = await wait(await client.configurations.create(CONFIGURATION))
      expect(resource).toMatchObject({ state: 'found' })
    }
  })

  test('while other operations are asked at their deadlines', async () => {
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
  test('gives a page, and the token of the next', async () => {
    const { client } = createHarness({ seed: seedOf(3) })
    const first = await client.configurations.list({ pageSize: 2 })
    expect(first.items).toHaveLength(2)
    const second = await client.configurations.list({ pageSize: 2, pageToken: first.nextToken })
    expect(second.items).toHaveLength(1)
    expect(second).not.toHaveProperty('nextToken')
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })

  test('is narrowed by the memory store', async () => {
    const { client } = createHarness({ seed: seedOf(3) })
    const memoryStoreId = 'mem_store_01k9w3k0m2x7q5b8c1d4e6f9gh'
    expect((await client.configurations.list({ memoryStoreId })).items).toEqual([])
  })

  test('all gives every one, fetching each page only when it is needed', async () => {
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

  test('with an aborted signal sends nothing', async () => {
    const { client, simulator } = createHarness()
    const signal = AbortSignal.abort(new Error('left'))
    await expect(client.configurations.list({ signal })).rejects.toThrow('left')
    expect(simulator.log()).toEqual([])
  })

  test.each([
    ['the server’s no', { kind: 'status', status: 403 }, { kind: 'unauthorized', httpStatus: 403 }],
    ['no connection', { kind: 'dropBefore' }, { kind: 'network' }],
    ['HTML', { kind: 'malformed' }, { kind: 'body' }],
    ['another shape', { kind: 'json', remove: ['meta'] }, { kind: 'contract', field: 'meta' }],
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

describe('a configuration that is there', () => {
  test('is read, or not found', async () => {
    const { client, id } = await createThere()
    expect(await client.configurations.get(id)).toMatchObject({ id, displayName: 'Desk 0' })
    await expect(
      client.configurations.get('conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'),
    ).rejects.toMatchObject({
      failure: { kind: 'notFound', problem: { code: 20404 } },
    })
  })

  test('keeps an ID with strange characters in its place', async () => {
    const { client, simulator } = await createThere()
    await client.configurations.get('../Stores?x#y').catch(() => undefined)
    expect(simulator.log().at(-1)?.path).toBe('/v2/ControlPlane/Configurations/..%2FStores%3Fx%23y')
  })

  test('is changed in parts', async () => {
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

  test('is replaced by what was read and changed, without the server’s own fields', async () => {
    const { client, id, wait, calls } = await createThere()
    const read = await client.configurations.get(id)
    const changed = { ...read, ...CONFIGURATION, channelSettings: {}, description: 'Other words' }
    await wait(await client.configurations.update(id, changed as never))
    expect(await client.configurations.get(id)).toMatchObject({ description: 'Other words', version: 2 })
    const sent: unknown = JSON.parse(calls('configurations.update')[0]?.requestBody ?? '')
    for (const field of ['id', 'createdAt', 'updatedAt', 'version']) expect(sent).not.toHaveProperty(field)
  })

  test('is deleted, which makes nothing', async () => {
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
