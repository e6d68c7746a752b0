import { randomUUID } from 'node:crypto'

import twilio from 'twilio'
import TwilioServiceException from 'twilio/lib/base/TwilioServiceException.js'
import { beforeEach, describe, expect, test } from 'vitest'

import { simulateForTests } from '../node/simulateForTests.ts'

const { control, urlOf } = simulateForTests('twilio-instances')
let client: ReturnType<typeof twilio>

beforeEach(async () => {
  client = connect()
})

function connect(options: { autoRetry?: boolean } = {}): ReturnType<typeof twilio> {
  const made = twilio('SK1', 'secret', { accountSid: 'AC1', ...options })
  made.conversations.baseUrl = urlOf()
  made.memory.baseUrl = urlOf()
  return made
}

/** The calls since the last reset, by name and query. */
async function calls(): Promise<string[]> {
  const response = await fetch(`${urlOf()}/__simulator/log`)
  const entries = (await response.json()) as { call: string; query: string }[]
  return entries.map(({ call, query }) => call + query)
}

const configurations = () => client.conversations.v2.configurations
const conversations = () => client.conversations.v2.conversations
const operations = () => client.conversations.v2.operations
const stores = () => client.memory.v1.stores
const memoryOperations = () => client.memory.v1.operations
const lastSegment = (statusUrl: string | undefined) => statusUrl?.split('/').at(-1) ?? ''
const finish = () => control('advance', { ms: 10_000 })
const newKey = () => ({ 'Idempotency-Key': randomUUID() })
const firstStore = async () => String((await stores().list())[0])
const firstConfiguration = async () => (await configurations().list({ limit: 1 }))[0]?.id ?? ''

const CONFIGURATIONS = '/v2/ControlPlane/Configurations'
const CONVERSATIONS = '/v2/Conversations'
const STORES = '/v1/ControlPlane/Stores'
const HARBORS = ['Harbor Support', 'Ferry Bookings', 'Lighthouse Night Desk']

async function replacement() {
  return {
    description: 'Berths',
    conversationGroupingType: 'GROUP_BY_PROFILE' as const,
    memoryStoreId: await firstStore(),
    channelSettings: {},
  }
}

describe('fetched instances', () => {
  test('a configuration fetches, patches, updates and removes itself', async () => {
    const id = await firstConfiguration()
    const one = await configurations().get(id).fetch()
    expect((await one.fetch()).id).toBe(id)
    expect(await one.fetchWithHttpInfo()).toMatchObject({ statusCode: 200, body: { id } })
    expect((await one.patch({ description: 'One' }, newKey())).related).toEqual({ configurationId: id })
    const patched = await one.patchWithHttpInfo({ description: 'Two' }, newKey())
    expect(patched).toMatchObject({ statusCode: 202, body: { related: { configurationId: id } } })
    await finish()
    expect(await one.fetch()).toMatchObject({ description: 'Two', displayName: HARBORS[0] })

    expect((await one.update(await replacement(), newKey())).related).toEqual({ configurationId: id })
    const updated = await one.updateWithHttpInfo({ ...(await replacement()), description: 'Three' }, newKey())
    expect(updated).toMatchObject({ statusCode: 202, body: { related: { configurationId: id } } })
    await finish()
    expect(await one.fetch()).toMatchObject({ description: 'Three', statusCallbacks: [] })

    const idempotencyKey = randomUUID()
    const removed = await one.remove({ idempotencyKey })
    expect((await one.removeWithHttpInfo({ idempotencyKey })).body.statusUrl).toBe(removed.statusUrl)
    await finish()
    await expect(one.fetch()).rejects.toMatchObject({ status: 404 })
  })

  test('a conversation fetches, patches, updates and removes itself', async () => {
    const { id = '' } = await conversations().create({ configurationId: await firstConfiguration() })
    const one = await conversations().get(id).fetch()
    expect((await one.fetch()).id).toBe(id)
    expect(await one.fetchWithHttpInfo()).toMatchObject({ statusCode: 200, body: { id } })
    expect((await one.patch({ name: 'One' })).name).toBe('One')
    expect(await one.patchWithHttpInfo({ name: 'Two' })).toMatchObject({
      statusCode: 200,
      body: { name: 'Two' },
    })
    expect((await one.update({ status: 'INACTIVE', name: 'Three' })).status).toBe('INACTIVE')
    const updated = await one.updateWithHttpInfo({ status: 'CLOSED', name: 'Four' })
    expect(updated).toMatchObject({ statusCode: 200, body: { status: 'CLOSED', name: 'Four' } })
    const removed = await one.removeWithHttpInfo({ idempotencyKey: randomUUID() })
    expect(removed).toMatchObject({ statusCode: 202, body: { related: { conversationId: id } } })
    await finish()
    await expect(one.remove()).rejects.toMatchObject({ status: 404 })
  })

  test('a store fetches, patches and removes itself', async () => {
    const id = await firstStore()
    const one = await stores().get(id).fetch()
    expect((await one.fetch()).id).toBe(id)
    const fetched = await one.fetchWithHttpInfo()
    const { etag = '' }: Record<string, string> = fetched.headers
    expect((await one.patch({ description: 'One' }, { 'If-Match': etag })).statusUrl).toMatch(/proc_job_/)
    await finish()
    const stale = one.patchWithHttpInfo({ description: 'Two' }, { 'If-Match': etag })
    await expect(stale).rejects.toMatchObject({ status: 412 })
    expect((await one.fetch()).description).toBe('One')
    for (const { id: used } of await configurations().list({ memoryStoreId: id }))
      await configurations()(used ?? '').remove()
    await finish()
    const removed = await one.removeWithHttpInfo()
    expect(removed).toMatchObject({
      statusCode: 202,
      body: { statusUrl: expect.stringMatching(/proc_job_/) },
    })
    await finish()
    await expect(one.remove()).rejects.toMatchObject({ status: 404 })
  })

  test('an operation of each API is polled until it ends, through its instance alone', async () => {
    const accepted = await configurations()(await firstConfiguration()).remove()
    const stored = await stores().create({ displayName: 'night-memory' })
    const pending = await operations().get(lastSegment(accepted.statusUrl)).fetch()
    const memoryPending = await memoryOperations().get(lastSegment(stored.statusUrl)).fetch()
    expect([pending.status, memoryPending.status]).toEqual(['PENDING', 'PENDING'])
    await finish()
    expect(await pending.fetch()).toMatchObject({ status: 'COMPLETED', completedAt: expect.any(Date) })
    expect(await pending.fetchWithHttpInfo()).toMatchObject({
      statusCode: 200,
      body: { operationId: pending.operationId, related: accepted.related },
    })
    expect((await memoryPending.fetch()).toJSON()).toMatchObject({
      operationId: memoryPending.operationId,
      status: 'COMPLETED',
      result: { id: expect.stringMatching(/^mem_store_/) },
      error: null,
    })
    expect((await memoryPending.fetchWithHttpInfo()).body.status).toBe('COMPLETED')
  })

  test('an operation of one API is not found in the other', async () => {
    const stored = await stores().create({ displayName: 'night-memory' })
    const elsewhere = operations()(lastSegment(stored.statusUrl)).fetchWithHttpInfo()
    await expect(elsewhere).rejects.toMatchObject({ status: 404, code: 20_404 })
    await expect(memoryOperations()('job_x').fetchWithHttpInfo()).rejects.toMatchObject({
      status: 400,
      code: 520_051,
    })
  })
})

/** Collects what `each` yields, in pages of one and up to `limit`. */
function walk<One>(
  each: (options: {
    pageSize: number
    limit?: number
    callback: (one: One, done: (error?: Error) => void) => void
    done: (error?: Error) => void
  }) => void,
  limit?: number,
): Promise<One[]> {
  return new Promise((resolve, reject) => {
    const seen: One[] = []
    each({
      pageSize: 1,
      ...(limit !== undefined && { limit }),
      callback: (one) => seen.push(one),
      done: (error) => (error ? reject(error) : resolve(seen)),
    })
  })
}

describe('pages', () => {
  test('each and eachWithHttpInfo yield every configuration once, and stop at a limit', async () => {
    const names = (list: { displayName?: string }[]) => list.map(({ displayName }) => displayName)
    expect(names(await walk((options) => configurations().each(options)))).toEqual(HARBORS)
    expect(names(await walk((options) => configurations().eachWithHttpInfo(options)))).toEqual(HARBORS)
    expect(names(await walk((options) => configurations().eachWithHttpInfo(options), 2))).toEqual(
      HARBORS.slice(0, 2),
    )
  })

  test('each and eachWithHttpInfo yield every conversation once', async () => {
    const ids = (list: { id?: string }[]) => list.map(({ id }) => id)
    const all = ids(await conversations().list())
    expect(new Set(all).size).toBeGreaterThan(0)
    expect(ids(await walk((options) => conversations().each(options)))).toEqual(all)
    expect(ids(await walk((options) => conversations().eachWithHttpInfo(options)))).toEqual(all)
  })

  test('each and eachWithHttpInfo yield every store once, although list stops after one page', async () => {
    const all: unknown[] = await stores().list()
    expect(all).toHaveLength(2)
    expect(await walk((options) => stores().each(options))).toEqual(all)
    expect(await walk((options) => stores().eachWithHttpInfo(options))).toEqual(all)
    expect(await stores().list({ pageSize: 1 })).toEqual(all.slice(0, 1))
  })

  test('each reports a refusal, and so does every other way to read a page', async () => {
    const tooMany = { pageSize: 1001 }
    const refusal = { status: 400, code: 20_001 }
    const told = new Promise((_resolve, reject) => {
      configurations().each({
        ...tooMany,
        callback: () => {},
        done: (error?: Error) => reject(error ?? new Error('It ended well')),
      })
    })
    await expect(told).rejects.toMatchObject(refusal)
    await expect(configurations().page(tooMany)).rejects.toMatchObject(refusal)
    await expect(configurations().pageWithHttpInfo(tooMany)).rejects.toMatchObject(refusal)
    await expect(configurations().list(tooMany)).rejects.toMatchObject(refusal)
    await expect(configurations().page({ pageToken: 'none of ours' })).rejects.toMatchObject(refusal)
    await expect(stores().page({ pageSize: 101 })).rejects.toBeInstanceOf(twilio.RestException)
    await expect(stores().listWithHttpInfo({ pageSize: 101 })).rejects.toBeInstanceOf(twilio.RestException)
    await expect(conversations().page(tooMany)).rejects.toBeInstanceOf(twilio.RestException)
  })

  test('a page links to the next and the previous page', async () => {
    const first = await configurations().page({ pageSize: 2 })
    expect(first).toMatchObject({ key: 'configurations', pageSize: 2, previousToken: undefined })
    expect(first.previousPage()).toBeUndefined()
    const second = await first.nextPage()
    expect(second?.instances.map(({ displayName }) => displayName)).toEqual(HARBORS.slice(2))
    expect(second?.nextPage()).toBeUndefined()
    const back = await second?.previousPage()
    expect(back?.instances.map(({ id }) => id)).toEqual(first.instances.map(({ id }) => id))
  })

  test('a page of each of the three lists can be read by its URL', async () => {
    const byUrl = await configurations().getPage(`${urlOf()}${CONFIGURATIONS}?pageSize=1`)
    expect(byUrl.instances.map(({ displayName }) => displayName)).toEqual(HARBORS.slice(0, 1))
    const info = await configurations().getPageWithHttpInfo(`${urlOf()}${CONFIGURATIONS}?pageSize=2`)
    expect([info.statusCode, info.body.instances.length]).toEqual([200, 2])
    const [conversation] = await conversations().list({ limit: 1 })
    const spoken = await conversations().getPage(`${urlOf()}${CONVERSATIONS}?pageSize=1`)
    expect(spoken.instances.map(({ id }) => id)).toEqual([conversation?.id])
    const spokenInfo = await conversations().getPageWithHttpInfo(`${urlOf()}${CONVERSATIONS}?pageSize=1`)
    expect([spokenInfo.statusCode, spokenInfo.body.key]).toEqual([200, 'conversations'])
    const stored: { instances: unknown[] } = await stores().getPage(`${urlOf()}${STORES}?pageSize=1`)
    expect(stored.instances).toEqual([await firstStore()])
    const storedInfo = await stores().getPageWithHttpInfo(`${urlOf()}${STORES}?pageSize=1`)
    expect([storedInfo.statusCode, storedInfo.body.key]).toEqual([200, 'stores'])
  })

  test('a page of conversations is filtered by status', async () => {
    const configurationId = await firstConfiguration()
    const made = await conversations().create({ configurationId, name: 'Closed one' })
    await conversations()(made.id ?? '').patch({ status: 'CLOSED' })
    const page = await conversations().pageWithHttpInfo({ status: ['CLOSED'] })
    expect(page.body.instances.map(({ id }) => id)).toEqual([made.id])
    expect((await conversations().page({ status: ['INACTIVE'] })).instances).toEqual([])
  })
})

const WHOLE = {
  displayName: 'Night ferry',
  description: 'Berths',
  conversationGroupingType: 'GROUP_BY_PROFILE' as const,
  memoryStoreId: 'mem_store_1',
  channelSettings: {},
}
const PROBLEM = {
  type: 'https://www.twilio.com/docs/api/errors/520046',
  title: 'Invalid request',
  status: 400,
  code: 520_046,
  detail: 'description is too long',
}

describe('errors', () => {
  const refuse = (on: string, body: object | string | null) =>
    control('script', { on, times: 'always', fault: { kind: 'status', status: 400, body } })

  test.each([
    ['configurations.create', () => configurations().createWithHttpInfo(WHOLE)],
    ['configurations.get', () => configurations()('x').fetch()],
    ['configurations.update', () => configurations()('x').updateWithHttpInfo(WHOLE)],
    ['configurations.patch', () => configurations()('x').patch({})],
    ['configurations.delete', () => configurations()('x').removeWithHttpInfo()],
    ['conversations.delete', () => conversations()('x').remove()],
    ['operations.get', () => operations()('x').fetchWithHttpInfo()],
    ['stores.create', () => stores().createWithHttpInfo({ displayName: 'x' })],
    ['stores.get', () => stores()('x').fetchWithHttpInfo()],
    ['stores.patch', () => stores()('x').patchWithHttpInfo({})],
    ['stores.delete', () => stores()('x').remove()],
    ['memoryOperations.get', () => memoryOperations()('x').fetch()],
  ])('a problem document for %s becomes a TwilioServiceException', async (on, call) => {
    await refuse(on, PROBLEM)
    const refused = call()
    await expect(refused).rejects.toBeInstanceOf(TwilioServiceException)
    await expect(refused).rejects.toMatchObject({ ...PROBLEM, message: '[HTTP 400] Invalid request' })
  })

  test('a problem document without a code becomes a RestException that keeps the status', async () => {
    const { code: _code, ...codeless } = PROBLEM
    await refuse('operations.get', codeless)
    const refused = operations()('x').fetch()
    await expect(refused).rejects.toBeInstanceOf(twilio.RestException)
    await expect(refused).rejects.toMatchObject({ status: 400, code: undefined })
  })

  test.each([
    ['configurations.list', () => configurations().page()],
    ['conversations.list', () => conversations().page()],
    ['stores.list', () => stores().page()],
  ])('a problem document for %s becomes a RestException, as for every list', async (on, call) => {
    await refuse(on, PROBLEM)
    const refused = call()
    await expect(refused).rejects.toBeInstanceOf(twilio.RestException)
    await expect(refused).rejects.toMatchObject({ status: 400, code: 520_046 })
  })

  test('an error body from the troubleshooting page yields its code and message', async () => {
    const body = { code: 20_001, httpStatusCode: 400, message: 'No', params: { field: 'displayName' } }
    await refuse('configurations.create', body)
    await expect(configurations().create(WHOLE)).rejects.toMatchObject({ code: 20_001, message: 'No' })
  })

  test('a refused sign-in becomes a RestException in every API', async () => {
    await control('script', { on: '*', times: 'always', fault: { kind: 'status', status: 401 } })
    const refused = [
      client.conversations.v2.configurations.page(),
      client.conversations.v2.operations('x').fetch(),
      client.memory.v1.stores.page(),
      client.memory.v1.operations('x').fetch(),
    ]
    for (const answer of await Promise.allSettled(refused))
      expect(answer).toMatchObject({ status: 'rejected', reason: { status: 401 } })
  })

  test('an ID that would escape its path is refused before a request is sent', async () => {
    for (const id of ['a/b', 'a?b']) {
      expect(() => configurations()(id)).toThrow("Parameter 'id' is not valid")
      expect(() => operations()(id)).toThrow('is not valid')
      expect(() => stores()(id)).toThrow("Parameter 'storeId' is not valid")
      expect(() => memoryOperations()(id)).toThrow('is not valid')
    }
    expect(await calls()).toEqual([])
  })

  test('a 429 is retried if the client is configured to retry', async () => {
    await control('script', { on: 'stores.list', fault: { kind: 'status', status: 429, retryAfter: 1 } })
    expect(await connect({ autoRetry: true }).memory.v1.stores.list()).toHaveLength(2)
    expect(await calls()).toEqual(['stores.list', 'stores.list'])
  })
})

describe('client.request', () => {
  test('follows a statusUrl of Memory until the operation ends', async () => {
    const accepted = await stores().create({ displayName: 'night-memory' })
    const uri = accepted.statusUrl ?? ''
    const pending = await client.request({ method: 'get', uri })
    expect(pending).toMatchObject({ statusCode: 200, body: { status: 'PENDING', completedAt: null } })
    expect(pending.headers).toMatchObject({ 'retry-after': '2', 'operation-id': lastSegment(uri) })
    await finish()
    const completed = await client.request({ method: 'get', uri })
    expect(completed.body).toMatchObject({ status: 'COMPLETED', result: { id: expect.any(String) } })
    expect(completed.headers).not.toHaveProperty('retry-after')
    const { resultUrl }: { resultUrl?: string } = completed.body
    expect(await client.request({ method: 'get', uri: resultUrl ?? '' })).toMatchObject({
      statusCode: 200,
      body: { displayName: 'night-memory' },
    })
  })

  test('sends a complete request with its own headers', async () => {
    const key = randomUUID()
    const call = async () =>
      client.request({
        method: 'delete',
        uri: `${urlOf()}${CONFIGURATIONS}/${await firstConfiguration()}`,
        headers: { 'Idempotency-Key': key },
      })
    const accepted = await call()
    expect(accepted).toMatchObject({ statusCode: 202, headers: { 'retry-after': '2' } })
    expect((await call()).body).toEqual(accepted.body)
    await finish()
    const { statusUrl }: { statusUrl?: string } = accepted.body
    expect((await client.request({ method: 'get', uri: statusUrl ?? '' })).body).toMatchObject({
      status: 'COMPLETED',
    })
  })
})
