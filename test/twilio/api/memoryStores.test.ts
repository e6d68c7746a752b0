import { OperationWaitError, SubmissionError } from 'react-accepted/client'
import type { Fault } from 'react-accepted/simulator'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { STORE_ID, createHarness, inTime } from './createHarness.ts'

afterEach(() => void vi.useRealTimers())

const STORE = { displayName: 'ferry-memory', description: 'Passengers of the night ferry' }

describe('create', () => {
  test('is accepted, completes, names the store, and the store becomes ACTIVE', async () => {
    const { client, simulator, wait } = createHarness()
    const accepted = await client.memoryStores.create(STORE)
    expect(accepted).toMatchObject({ api: 'memory', kind: 'memoryStore.create', label: 'ferry-memory' })
    const { resource } = await wait(accepted)
    if (resource.state !== 'found') throw new Error(`It is ${resource.state}`)
    expect(resource.type).toBe('memoryStore')
    expect(await inTime(client.memoryStores.waitUntilActive(resource.id), 60_000)).toMatchObject({
      ...STORE,
      status: 'ACTIVE',
      dataAsOf: expect.stringMatching(/^2026-01-05T09:00:\d\d\.000Z$/),
    })
    expect(checkPolls(simulator.log())).toEqual([])
    expect(checkIntents(simulator.log())).toEqual([])
  })

  test.each<[string, Fault, string]>([
    ['a dropped connection', { kind: 'dropAfter' }, 'unclear'],
    ['a 503', { kind: 'status', status: 503 }, 'unclear'],
    ['a 429', { kind: 'status', status: 429, retryAfter: 1 }, 'blocked'],
  ])('is never sent twice, not even after %s', async (_, fault, outcome) => {
    const { client, simulator, calls } = createHarness()
    simulator.script({ on: 'stores.create', fault })
    const failure: unknown = await inTime(
      client.memoryStores.create(STORE).catch((error: unknown) => error),
      60_000,
    )
    expect(failure).toBeInstanceOf(SubmissionError)
    expect(failure).toMatchObject({ outcome, attempts: 1 })
    expect(calls('stores.create')).toHaveLength(1)
    expect(calls('stores.create')[0]?.idempotencyKey).toBeNull()
  })

  test('identifies the operation by the headers if the 202 is truncated: it cannot be sent again', async () => {
    const { client, simulator, wait } = createHarness()
    simulator.script({ on: 'stores.create', fault: { kind: 'truncated' } })
    const accepted = await client.memoryStores.create(STORE)
    expect((await wait(accepted)).resource).toMatchObject({ state: 'found' })
  })

  test('gives the reason if the operation FAILED', async () => {
    const { client, wait } = createHarness()
    const accepted = await client.memoryStores.create({ displayName: 'harbor-memory' })
    await expect(wait(accepted)).rejects.toMatchObject({ problem: { code: 520045 } })
  })
})

describe('an existing store', () => {
  test('is read with its ETag, and changed only if it has not changed since', async () => {
    const { client, wait, calls } = createHarness()
    const { etag, ...store } = await client.memoryStores.get(STORE_ID)
    expect(store).toMatchObject({ id: STORE_ID, displayName: 'harbor-memory', status: 'ACTIVE' })
    expect(etag).toBeDefined()
    const first = await client.memoryStores.patch(STORE_ID, { description: 'One' }, { ifMatch: etag })
    expect((await wait(first)).resource).toEqual({ state: 'found', id: STORE_ID, type: 'memoryStore' })
    expect(calls('stores.patch')[0]).toMatchObject({ ifMatch: etag, requestBody: '{"description":"One"}' })
    await expect(
      client.memoryStores.patch(STORE_ID, { description: 'Two' }, { ifMatch: etag }),
    ).rejects.toMatchObject({ outcome: 'refused', failure: { httpStatus: 412 } })
  })

  test('is deleted, and the operation has no resource', async () => {
    const { client, wait } = createHarness()
    expect((await wait(await client.memoryStores.delete(STORE_ID))).resource).toEqual({ state: 'none' })
    expect((await client.memoryStores.list()).items).toEqual([])
  })
})

describe('list', () => {
  const stores = Array.from({ length: 5 }, (_, index) => ({ displayName: `store-${index}` }))

  test('returns IDs page by page, in the requested order', async () => {
    const { client } = createHarness({ seed: { stores } })
    const first = await client.memoryStores.list({ pageSize: 2, orderBy: 'ASC' })
    expect(first.items).toHaveLength(2)
    for (const id of first.items) expect(id).toMatch(/^mem_store_/)
    const last = await client.memoryStores.list({ pageSize: 5, orderBy: 'DESC' })
    expect(last.items.at(-1)).toBe(first.items[0])
  })

  test('yields every ID once', async () => {
    const { client, calls } = createHarness({ seed: { stores } })
    const ids: string[] = []
    for await (const id of client.memoryStores.listAll({ pageSize: 2 })) ids.push(id)
    expect(new Set(ids).size).toBe(5)
    expect(ids).toHaveLength(5)
    expect(calls('stores.list')).toHaveLength(3)
  })
})

async function createPending(...faults: Fault[]) {
  const harness = createHarness({ provisioningMs: 10_000 })
  const { resource } = await (async () => {
    const accepted = await harness.client.memoryStores.create(STORE)
    await vi.advanceTimersByTimeAsync(4_000)
    return harness.client.check(accepted)
  })()
  const id = resource?.state === 'found' ? resource.id : ''
  for (const fault of faults) harness.simulator.script({ on: 'stores.get', fault })
  const startedAt = Date.now()
  let endedAt = 0
  const wait = (options?: Parameters<typeof harness.client.memoryStores.waitUntilActive>[1]) =>
    inTime(
      harness.client.memoryStores.waitUntilActive(id, options).finally(() => {
        endedAt = Date.now() - startedAt
      }),
    )
  return { ...harness, id, wait, endedAt: () => endedAt, reads: () => harness.calls('stores.get') }
}

describe('waiting until a store is ACTIVE', () => {
  test('reads the store every two seconds', async () => {
    const { wait, reads } = await createPending()
    expect(await wait()).toMatchObject({ status: 'ACTIVE' })
    const moments = reads().map(({ at }) => at)
    expect(moments.length).toBeGreaterThan(3)
    const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0))
    expect(new Set(gaps)).toEqual(new Set([2_000]))
  })

  test.each<[string, Fault]>([
    ['a dropped connection', { kind: 'dropBefore' }],
    ['a 503', { kind: 'status', status: 503 }],
    ['HTML', { kind: 'malformed' }],
    ['a 404, because the store may appear late', { kind: 'status', status: 404 }],
  ])('continues after %s', async (_, fault) => {
    const { wait } = await createPending(fault)
    expect(await wait()).toMatchObject({ status: 'ACTIVE' })
  })

  test('respects Retry-After', async () => {
    const { wait, reads } = await createPending({ kind: 'status', status: 429, retryAfter: 30 })
    await wait()
    const [first, second] = reads()
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(30_000)
  })

  test('ends at once if the store may not be read', async () => {
    const { wait, reads } = await createPending({ kind: 'status', status: 403 })
    await expect(wait()).rejects.toMatchObject({ failure: { kind: 'unauthorized' } })
    expect(reads()).toHaveLength(1)
  })

  test('ends if the store is missing for a minute', async () => {
    const { client, endedAt, wait, simulator } = await createPending()
    simulator.script({ on: 'stores.get', fault: { kind: 'status', status: 404 }, times: 'always' })
    await expect(wait()).rejects.toMatchObject({ failure: { kind: 'notFound' } })
    expect(endedAt()).toBeGreaterThanOrEqual(60_000)
    expect(client).toBeDefined()
  })

  test('ends if the store has FAILED', async () => {
    const { client, simulator, wait } = createHarness()
    simulator.script({ on: 'stores.create', fault: { kind: 'provisioning', ms: 1_000, outcome: 'FAILED' } })
    const { resource } = await wait(await client.memoryStores.create(STORE))
    const waiting = client.memoryStores.waitUntilActive(resource.state === 'found' ? resource.id : '')
    await expect(waiting).rejects.toBeInstanceOf(OperationWaitError)
    await expect(waiting).rejects.toMatchObject({ kind: 'unavailable' })
  })

  test('ends at its timeout', async () => {
    const { wait, endedAt } = await createPending()
    await expect(wait({ timeoutMs: 5_000 })).rejects.toMatchObject({
      name: 'OperationWaitError',
      kind: 'timeout',
    })
    expect(endedAt()).toBeLessThanOrEqual(5_000)
  })

  test('ends with the reason of its signal', async () => {
    const { wait, endedAt } = await createPending()
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 3_000)
    await expect(wait({ signal: controller.signal })).rejects.toThrow('enough')
    expect(endedAt()).toBe(3_000)
  })
})
