import { randomUUID } from 'node:crypto'

import twilio from 'twilio'
import TwilioServiceException from 'twilio/lib/base/TwilioServiceException.js'
import { beforeEach, expect, test } from 'vitest'

import { simulateForTests } from '../../node/simulateForTests.ts'

const { control, urlOf } = simulateForTests('twilio')
let client: ReturnType<typeof twilio>

beforeEach(async () => {
  client = twilio('SK1', 'secret', { accountSid: 'AC1' })
  client.conversations.baseUrl = urlOf()
  client.memory.baseUrl = urlOf()
})

const configurations = () => client.conversations.v2.configurations
const conversations = () => client.conversations.v2.conversations
const stores = () => client.memory.v1.stores
const lastSegment = (statusUrl: string | undefined) => statusUrl?.split('/').at(-1) ?? ''
const operation = (statusUrl: string | undefined) =>
  client.conversations.v2.operations(lastSegment(statusUrl)).fetch()
const memoryOperation = (statusUrl: string | undefined) =>
  client.memory.v1.operations(lastSegment(statusUrl)).fetch()
const finish = () => control('advance', { ms: 10_000 })

const newKey = () => ({ 'Idempotency-Key': randomUUID() })
const namesOf = (list: { displayName?: string }[]) => list.map(({ displayName }) => displayName)

async function ferry() {
  const memoryStoreId = String((await stores().list())[0])
  return {
    displayName: 'Night ferry',
    description: 'Berths',
    conversationGroupingType: 'GROUP_BY_PROFILE' as const,
    memoryStoreId,
    channelSettings: {
      SMS: { statusTimeouts: { closed: 5 }, captureRules: [{ from: '*', to: '+15555550142' }] },
    },
  }
}

async function firstConfiguration(): Promise<string> {
  return (await configurations().list({ limit: 1 }))[0]?.id ?? ''
}

test('configurations.create returns the 202 and its headers, and leads to the operation and the configuration', async () => {
  const key = randomUUID()
  const accepted = await configurations().createWithHttpInfo(await ferry(), { 'Idempotency-Key': key })
  expect(accepted.statusCode).toBe(202)
  const headers: Record<string, string> = accepted.headers
  expect(headers['retry-after']).toBe('2')
  expect(headers['location']).toBe(accepted.body.statusUrl)
  expect(headers['operation-id']).toBe(lastSegment(accepted.body.statusUrl))
  const replayed = await configurations().create(await ferry(), { 'Idempotency-Key': key })
  expect(replayed.statusUrl).toBe(accepted.body.statusUrl)

  const pending = await operation(accepted.body.statusUrl)
  expect(pending).toMatchObject({ status: 'PENDING', completedAt: null, error: null })
  await finish()
  const completed = await client.conversations.v2.operations(pending.operationId).fetchWithHttpInfo()
  expect(completed.statusCode).toBe(200)
  expect(completed.body).toMatchObject({
    status: 'COMPLETED',
    completedAt: expect.any(Date),
    related: accepted.body.related,
  })
  const id = accepted.body.related?.['configurationId'] ?? ''
  const made = await configurations()(id).fetchWithHttpInfo()
  expect(made.body).toMatchObject({ id, displayName: 'Night ferry', version: 1, createdAt: expect.any(Date) })
  expect((await configurations()(id).fetch()).channelSettings).toMatchObject({
    SMS: { statusTimeouts: { closed: 5 } },
  })
})

test('configurations.update, patch, remove and their WithHttpInfo variants return the 202', async () => {
  const id = await firstConfiguration()
  const own = configurations()(id)
  const { displayName: _displayName, ...rest } = await ferry()
  expect((await own.update(rest, newKey())).related).toEqual({ configurationId: id })
  expect((await own.updateWithHttpInfo(rest, newKey())).statusCode).toBe(202)
  expect((await own.patch({ description: 'One' }, newKey())).statusUrl).toMatch(/proc_job_/)
  expect((await own.patchWithHttpInfo({ description: 'Two' }, newKey())).statusCode).toBe(202)
  await finish()
  expect(await own.fetch()).toMatchObject({ description: 'Two', version: 5 })

  const idempotencyKey = randomUUID()
  const removed = await own.removeWithHttpInfo({ idempotencyKey })
  expect(removed.statusCode).toBe(202)
  expect((await own.remove({ idempotencyKey })).statusUrl).toBe(removed.body.statusUrl)
  await finish()
  expect((await operation(removed.body.statusUrl)).status).toBe('COMPLETED')
  await expect(own.fetch()).rejects.toMatchObject({ status: 404, code: 20_404 })
})

test('configurations.list, page, each and their WithHttpInfo variants walk every page', async () => {
  const names = ['Harbor Support', 'Ferry Bookings', 'Lighthouse Night Desk']
  expect(namesOf(await configurations().list({ pageSize: 1 }))).toEqual(names)
  expect(namesOf((await configurations().listWithHttpInfo({ limit: 2 })).body)).toEqual(names.slice(0, 2))
  const [memoryStoreId = ''] = (await configurations().list()).map((one) => one.memoryStoreId)
  expect(await configurations().list({ memoryStoreId })).toHaveLength(3)

  const first = await configurations().page({ pageSize: 2 })
  expect(namesOf(first.instances)).toEqual(names.slice(0, 2))
  const nextToken = String(first.nextToken)
  const second = await configurations().pageWithHttpInfo({ pageSize: 2, pageToken: nextToken })
  expect(namesOf(second.body.instances)).toEqual(names.slice(2))

  const seen: (string | undefined)[] = []
  await new Promise<void>((resolve, reject) => {
    configurations().each({ pageSize: 1 }, (one) => seen.push(one.displayName))
    const done = (error?: Error) => (error ? reject(error) : resolve())
    configurations().each({ pageSize: 1, callback: () => {}, done })
  })
  await expect.poll(() => seen).toEqual(names)
})

test('conversations.create, fetch, update, patch, list, page, each, remove and their WithHttpInfo variants work', async () => {
  const configurationId = await firstConfiguration()
  const made = await conversations().create({ configurationId, name: 'One', metadata: { a: 'b' } })
  expect(made).toMatchObject({ configurationId, name: 'One', status: 'ACTIVE', createdAt: expect.any(Date) })
  expect((await conversations().createWithHttpInfo({ configurationId })).statusCode).toBe(201)
  const own = conversations()(made.id ?? '')
  expect((await own.fetch()).configuration?.displayName).toBe('Harbor Support')
  expect((await own.fetchWithHttpInfo()).statusCode).toBe(200)
  expect((await own.update({ status: 'INACTIVE', name: 'Two' })).name).toBe('Two')
  expect((await own.updateWithHttpInfo({ status: 'INACTIVE', name: 'Three' })).statusCode).toBe(200)
  expect((await own.patch({ status: 'CLOSED' })).status).toBe('CLOSED')
  expect((await own.patchWithHttpInfo({ name: null })).statusCode).toBe(200)

  expect(await conversations().list({ pageSize: 1 })).toHaveLength(3)
  expect(await conversations().list({ status: ['CLOSED', 'INACTIVE'] })).toHaveLength(1)
  expect((await conversations().listWithHttpInfo()).body).toHaveLength(3)
  expect((await conversations().page({ pageSize: 2 })).instances).toHaveLength(2)
  expect((await conversations().pageWithHttpInfo({ pageSize: 2 })).statusCode).toBe(200)
  const seen: unknown[] = []
  conversations().each((one) => seen.push(one.id))
  await expect.poll(() => seen.length).toBe(3)

  const idempotencyKey = randomUUID()
  const removed = await own.removeWithHttpInfo({ idempotencyKey })
  expect(removed).toMatchObject({ statusCode: 202, body: { related: { conversationId: made.id } } })
  expect((await own.remove({ idempotencyKey })).statusUrl).toBe(removed.body.statusUrl)
  await finish()
  expect((await operation(removed.body.statusUrl)).status).toBe('COMPLETED')
  await expect(own.fetch()).rejects.toMatchObject({ status: 404 })
})

test('conversations.create takes an inline configuration, with or without the ID of a stored one', async () => {
  const [memoryStoreId = ''] = (await configurations().list()).map((one) => one.memoryStoreId)
  const settings = {
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId,
    channelSettings: { SMS: { statusTimeouts: { inactive: 5, closed: 9 } } },
    traitExtractionStrategyIds: ['trait_strategy_1'],
  }
  const participants = [{ addresses: [{ channel: 'EMAIL', address: 'ada@harbor.example' }] }]
  const made = await conversations().create({ configuration: settings, participants })
  expect(made).toMatchObject({
    configurationId: null,
    configuration: { ...settings, redactionConfigurationId: null },
    participants: [{ addresses: [{ channel: 'EMAIL' }] }],
  })
  expect(made.configuration?.displayName).toBeUndefined()

  const configurationId = await firstConfiguration()
  const own = { channelSettings: { SMS: { statusTimeouts: { closed: 7 } } }, memoryExtractionEnabled: true }
  const both = await conversations().create({ configurationId, configuration: own })
  expect(both).toMatchObject({
    configurationId,
    configuration: { displayName: 'Harbor Support', memoryExtractionEnabled: true },
  })
  expect(both.configuration?.channelSettings).toMatchObject({
    SMS: { statusTimeouts: { closed: 7 }, captureRules: [{ from: '*' }, { to: '*' }] },
  })
  expect((await conversations().list()).map((one) => one.configurationId)).toEqual([
    expect.any(String),
    null,
    configurationId,
  ])
})

test('stores.create, fetch, patch, remove and their WithHttpInfo variants work', async () => {
  const accepted = await stores().create({ displayName: 'night-memory' })
  expect(accepted).toMatchObject({
    message: expect.any(String),
    statusUrl: expect.stringMatching(/proc_job_/),
  })
  expect((await stores().createWithHttpInfo({ displayName: 'day-memory' })).statusCode).toBe(202)
  expect((await memoryOperation(accepted.statusUrl)).completedAt).toBeNull()
  await finish()
  const completed = await client.memory.v1.operations(lastSegment(accepted.statusUrl)).fetchWithHttpInfo()
  const headers: Record<string, string> = completed.headers
  expect(headers['operation-id']).toBe(completed.body.operationId)
  const id = completed.body.result.id
  expect(completed.body.resultUrl).toBe(`${urlOf()}/v1/ControlPlane/Stores/${id}`)

  const own = stores()(id)
  expect(await own.fetch()).toMatchObject({
    id,
    displayName: 'night-memory',
    status: 'ACTIVE',
    version: 1,
    dataAsOf: expect.any(Date),
  })
  const fetched = await own.fetchWithHttpInfo()
  const { etag = '' }: Record<string, string> = fetched.headers
  expect((await own.patch({ description: 'Nights' }, { 'If-Match': etag })).statusUrl).toMatch(/proc_job_/)
  await finish()
  expect((await own.patchWithHttpInfo({ description: 'More nights' })).statusCode).toBe(202)
  await expect(own.patch({ description: 'Stale' }, { 'If-Match': etag })).rejects.toMatchObject({
    status: 412,
    code: 20_412,
  })
  const removed = await own.removeWithHttpInfo()
  expect(removed.statusCode).toBe(202)
  await finish()
  expect((await memoryOperation(removed.body.statusUrl)).status).toBe('COMPLETED')
  await expect(own.remove()).rejects.toMatchObject({ status: 404, code: 520_041 })
})

test('stores.list, page, each and their WithHttpInfo variants return IDs', async () => {
  const ids: unknown[] = await stores().list()
  expect(ids).toEqual([expect.stringMatching(/^mem_store_/), expect.stringMatching(/^mem_store_/)])
  expect((await stores().listWithHttpInfo({ orderBy: 'ASC' })).body).toEqual(ids.toReversed())
  const first = await stores().page({ pageSize: 1 })
  expect(first.instances).toEqual(ids.slice(0, 1))
  const second = await stores().pageWithHttpInfo({ pageSize: 1, pageToken: String(first.nextToken) })
  expect(second.body.instances).toEqual(ids.slice(1))
  const seen: unknown[] = []
  stores().each({ pageSize: 1 }, (id) => seen.push(id))
  await expect.poll(() => seen).toEqual(ids)
})

test('FAILED and CANCELLED operations keep their fields', async () => {
  await control('script', [
    { on: 'configurations.create', fault: { kind: 'fail', error: { detail: 'No' } } },
    { on: 'configurations.create', skip: 1, fault: { kind: 'cancel' } },
    { on: 'stores.create', fault: { kind: 'fail', error: { code: 520_044 } } },
  ])
  const failed = await configurations().create(await ferry())
  const cancelled = await configurations().create(await ferry())
  const stored = await stores().create({ displayName: 'one-more' })
  await finish()
  expect(await operation(failed.statusUrl)).toMatchObject({
    status: 'FAILED',
    error: { title: 'Bad request', status: 400, detail: 'No', instance: expect.any(String) },
  })
  expect((await operation(cancelled.statusUrl)).status).toBe('CANCELLED')
  expect(await memoryOperation(stored.statusUrl)).toMatchObject({
    status: 'FAILED',
    error: { code: 520_044 },
  })
})

test('a classic error body becomes a RestException', async () => {
  const { memoryStoreId, ...incomplete } = await ferry()
  expect(memoryStoreId).toMatch(/^mem_store_/)
  const refused = configurations().create({ ...incomplete, memoryStoreId: '' })
  await expect(refused).rejects.toBeInstanceOf(twilio.RestException)
  await expect(refused).rejects.toMatchObject({
    status: 400,
    code: 20_001,
    message: 'memoryStoreId: must have at least 1 character',
    moreInfo: 'https://www.twilio.com/docs/errors/20001',
  })
  await expect(configurations().list({ pageSize: 1001 })).rejects.toBeInstanceOf(twilio.RestException)
  await control('script', { on: 'operations.get', fault: { kind: 'status', status: 429, retryAfter: 3 } })
  await expect(client.conversations.v2.operations('proc_job_x').fetch()).rejects.toMatchObject({
    status: 429,
    code: 20_429,
  })
})

test('a problem document becomes a TwilioServiceException', async () => {
  const problem = {
    type: 'https://www.twilio.com/docs/api/errors/520046',
    title: 'Invalid request',
    status: 400,
    code: 520_046,
    detail: 'description is too long',
    instance: '/v1/ControlPlane/Stores',
    errors: [{ detail: 'at most 128 characters', pointer: '#/description' }],
  }
  await control('script', { on: 'stores.create', fault: { kind: 'status', status: 400, body: problem } })
  const refused = stores().create({ displayName: 'one' })
  await expect(refused).rejects.toBeInstanceOf(TwilioServiceException)
  await expect(refused).rejects.toMatchObject({ status: 400, code: 520_046, errors: problem.errors })
})

test('client.request follows a statusUrl and shows what the typed calls drop', async () => {
  const accepted = await configurations().create(await ferry())
  const {
    statusCode,
    body: raw,
    headers,
  } = await client.request({ method: 'get', uri: accepted.statusUrl ?? '' })
  expect(statusCode).toBe(200)
  expect(raw).toMatchObject({ status: 'PENDING', completedAt: null })
  expect(headers['retry-after']).toBe('2')
  const gone = await client.request({ method: 'get', uri: `${accepted.statusUrl}x` })
  expect(gone.statusCode).toBe(404)
})

test('a call whose connection is cut rejects, and the same key finds the operation', async () => {
  await control('script', { on: 'configurations.create', fault: { kind: 'dropAfter' } })
  const key = randomUUID()
  await expect(configurations().create(await ferry(), { 'Idempotency-Key': key })).rejects.toMatchObject({
    code: 'ECONNRESET',
  })
  expect((await configurations().create(await ferry(), { 'Idempotency-Key': key })).statusUrl).toMatch(
    /proc_job_/,
  )
  await finish()
  expect(await configurations().list()).toHaveLength(4)
})
