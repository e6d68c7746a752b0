import twilio from 'twilio'
import { beforeEach, describe, expect, test } from 'vitest'

import { simulateForTests } from '../../node/simulateForTests.ts'

const { control, urlOf } = simulateForTests('twilio-store-parts')
let client: ReturnType<typeof twilio>
let storeId: string

beforeEach(async () => {
  client = twilio('SK1', 'secret', { accountSid: 'AC1' })
  client.memory.baseUrl = urlOf()
  storeId = String((await client.memory.v1.stores.list())[0])
})

const groups = () => client.memory.v1.traitGroups(storeId)
const mappings = () => client.memory.v1.dataMappings(storeId)
const settings = () => client.memory.v1.identityResolutionSettings(storeId)
const bulk = () => client.memory.v1.bulk(storeId)

interface Accepted {
  readonly statusUrl?: string
}

interface WithInfo<Body> {
  readonly statusCode: number
  readonly headers: unknown
  readonly body: Body
}

/** The operation of a 202 after its end. With `fetchWithHttpInfo`, its headers say which one it is. */
async function endOf({ statusUrl = '' }: Accepted) {
  await control('advance', { ms: 10_000 })
  const operation = client.memory.v1.operations(statusUrl.split('/').at(-1) ?? '')
  const { body, headers, statusCode } = await operation.fetchWithHttpInfo()
  expect({ statusCode, headers }).toMatchObject({
    statusCode: 200,
    headers: { 'operation-id': body.operationId },
  })
  expect((await operation.fetch()).status).toBe(body.status)
  return body
}

/** The operation of a `…WithHttpInfo` twin after its end. */
async function endOfTwin({ body, headers, statusCode }: WithInfo<Accepted>) {
  const id = body.statusUrl?.split('/').at(-1)
  expect({ statusCode, headers }).toMatchObject({
    statusCode: 202,
    headers: { 'operation-id': id, location: body.statusUrl, 'retry-after': '2' },
  })
  return endOf(body)
}

const COMPLETED = { status: 'COMPLETED', error: null }
const GROUP = { description: 'People', traits: { email: { dataType: 'STRING', idTypePromotion: 'email' } } }
const MAPPING = {
  mappingTo: {
    type: 'TRAITS',
    mappings: [{ expression: 'mail', traitGroup: 'Contact', traitName: 'email' }],
  },
  // The type also requires a `datasetId`, which an INGRESS source must not have.
  mappingFrom: JSON.parse('{"type":"INGRESS","columns":["mail"]}'),
}
const SETTINGS = {
  identifierConfigs: [{ idType: 'email', normalization: 'email', limit: 3 }],
  matchingRules: ['email'],
}

/** What both kinds have, so that one test is for both. */
interface Kind {
  readonly create: (displayName: string) => Promise<Accepted>
  readonly createTwin: (displayName: string) => Promise<WithInfo<Accepted>>
  readonly list: () => Listing
  readonly one: (id: string) => One
  /** A fetched instance, which has the same calls. */
  readonly instance: (id: string) => Promise<One>
}

interface Named {
  readonly displayName?: string
}

interface Query {
  pageSize?: number
  pageToken?: string
  orderBy?: 'ASC' | 'DESC'
  callback?: (item: Named) => void
  done?: (error?: Error) => void
}

interface PageOf {
  readonly instances: Named[]
  readonly nextToken?: string | undefined
}

interface Listing {
  list: (query: Query) => Promise<Named[]>
  listWithHttpInfo: (query: Query) => Promise<WithInfo<Named[]>>
  page: (query: Query) => Promise<PageOf>
  pageWithHttpInfo: (query: Query) => Promise<WithInfo<PageOf>>
  getPage: (targetUrl: string) => Promise<PageOf>
  getPageWithHttpInfo: (targetUrl: string) => Promise<WithInfo<PageOf>>
  each: (query: Query) => void
  eachWithHttpInfo: (query: Query) => void
}

interface One {
  fetch: () => Promise<object>
  fetchWithHttpInfo: () => Promise<WithInfo<object>>
  patch: (change: { description: string }, headers?: object) => Promise<Accepted>
  patchWithHttpInfo: (change: { description: string }, headers?: object) => Promise<WithInfo<Accepted>>
  remove: () => Promise<Accepted>
  removeWithHttpInfo: () => Promise<WithInfo<Accepted>>
}

const KINDS: readonly (readonly [string, Kind])[] = [
  [
    'traitGroups',
    {
      create: (displayName) => groups().create({ ...GROUP, displayName }),
      createTwin: (displayName) => groups().createWithHttpInfo({ ...GROUP, displayName }),
      list: () => groups(),
      one: (id) => groups()(id),
      instance: (id) => groups().get(id).fetch(),
    },
  ],
  [
    'dataMappings',
    {
      create: (displayName) => mappings().create({ ...MAPPING, displayName }),
      createTwin: (displayName) => mappings().createWithHttpInfo({ ...MAPPING, displayName }),
      list: () => mappings(),
      one: (id) => mappings()(id),
      instance: (id) => mappings().get(id).fetch(),
    },
  ],
]

describe.each(KINDS)('%s', (name, { create, createTwin, list, one, instance }) => {
  test('create and createWithHttpInfo end with the new ID, or FAILED for a taken name', async () => {
    const made = await endOf(await create('Contact'))
    expect(made).toMatchObject({ ...COMPLETED, result: { type: 'RESOURCE_ID' } })
    expect(made.resultUrl).toMatch(new RegExp(`/Stores/${storeId}/${name}/${made.result.id}$`, 'i'))
    expect(await endOfTwin(await createTwin('Contact'))).toMatchObject({
      status: 'FAILED',
      error: { code: name === 'traitGroups' ? 520_055 : 520_056 },
    })
  })

  test('list, page, each, getPage and their twins return every entry', async () => {
    for (const displayName of ['a', 'b', 'c']) await endOf(await create(displayName))
    const names = (items: readonly Named[]) => items.map(({ displayName }) => displayName)
    expect(names(await list().list({ pageSize: 2 }))).toEqual(['c', 'b', 'a'])
    expect(names((await list().listWithHttpInfo({ orderBy: 'ASC' })).body)).toEqual(['a', 'b', 'c'])
    const first = await list().page({ pageSize: 2 })
    expect(names(first.instances)).toEqual(['c', 'b'])
    const next = { pageSize: 2, pageToken: String(first.nextToken) }
    expect(await list().pageWithHttpInfo(next)).toMatchObject({ statusCode: 200 })
    const { pathname } = new URL(
      `${urlOf()}/v1/ControlPlane/Stores/${storeId}/${name[0]?.toUpperCase()}${name.slice(1)}`,
    )
    const target = `${urlOf()}${pathname}?pageSize=2&pageToken=${next.pageToken}`
    expect(names((await list().getPage(target)).instances)).toEqual(['a'])
    expect(names((await list().getPageWithHttpInfo(target)).body.instances)).toEqual(['a'])
    for (const each of ['each', 'eachWithHttpInfo'] as const) {
      const seen: Named[] = []
      await new Promise<void>((resolve, reject) => {
        const done = (error?: Error) => (error ? reject(error) : resolve())
        list()[each]({ pageSize: 1, callback: (item) => void seen.push(item), done })
      })
      expect(seen).toHaveLength(3)
    }
  })

  test.each(['context', 'instance'])('fetch, patch, remove and their twins work on the %s', async (from) => {
    const { id } = (await endOf(await create('Contact'))).result
    const own = from === 'context' ? one(id) : await instance(id)
    const { headers, statusCode } = await own.fetchWithHttpInfo()
    expect({ headers, statusCode }).toMatchObject({ headers: { etag: '"1"' }, statusCode: 200 })
    expect(await endOf(await own.patch({ description: 'One' }, { 'If-Match': '"1"' }))).toMatchObject(
      COMPLETED,
    )
    await expect(own.patch({ description: 'No' }, { 'If-Match': '"1"' })).rejects.toMatchObject({
      status: 412,
    })
    expect(await endOfTwin(await own.patchWithHttpInfo({ description: 'Two' }))).toMatchObject(COMPLETED)
    expect(JSON.stringify(await own.fetch())).toContain('"description":"Two","')
    expect(JSON.stringify(await own.fetch())).toContain('"version":3')
    await control('script', { on: `${name}.delete`, fault: { kind: 'fail', error: { code: 520_050 } } })
    expect(await endOf(await own.remove())).toMatchObject({ status: 'FAILED', error: { code: 520_050 } })
    expect(await endOfTwin(await own.removeWithHttpInfo())).toMatchObject(COMPLETED)
    const code = name === 'traitGroups' ? 520_047 : 520_048
    await expect(own.fetch()).rejects.toMatchObject({ status: 404, code })
    await expect(own.remove()).rejects.toMatchObject({ status: 404, code })
    await expect(own.patch({ description: 'x' })).rejects.toMatchObject({ status: 404, code })
  })

  test('an ID that would escape its path is refused before a request is sent', () => {
    for (const id of ['a/b', 'a?b']) expect(() => one(id)).toThrow('is not valid')
  })
})

test('a trait group has its traits, and a list has them with includeTraits', async () => {
  await endOf(await groups().create({ ...GROUP, displayName: 'Contact' }))
  const { traitGroup, meta } = await groups()('Contact').fetch({ pageSize: 100, orderBy: 'ASC' })
  expect(traitGroup).toMatchObject({ ...GROUP, displayName: 'Contact', version: 1 })
  expect(meta).toMatchObject({ pageSize: 1 })
  expect((await groups()('Contact').fetch({ includeTraits: false })).traitGroup?.traits).toBeUndefined()
  expect((await groups().list())[0]?.traits).toBeUndefined()
  expect((await groups().list({ includeTraits: true }))[0]?.traits).toEqual(GROUP.traits)
})

test('a data mapping has its source and its target, and a list has a filter', async () => {
  await endOf(await mappings().create({ ...MAPPING, displayName: 'crm', isEnabled: false }))
  const [one] = await mappings().list({ type: 'INGRESS' })
  expect(one).toMatchObject({ ...MAPPING, isEnabled: false, createdAt: expect.any(Date), version: 1 })
  expect(await mappings().list({ type: 'DATASET_CLOUDAPP' })).toEqual([])
})

test('identityResolutionSettings.update, fetch and their twins work', async () => {
  expect(await endOf(await settings().update(SETTINGS, { 'If-Match': '"1"' }))).toMatchObject(COMPLETED)
  const stale = settings().updateWithHttpInfo(SETTINGS, { 'If-Match': '"1"' })
  await expect(stale).rejects.toMatchObject({ status: 412, code: 20_412 })
  expect(await settings().fetchWithHttpInfo()).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } })
  expect(await settings().fetch()).toMatchObject({ ...SETTINGS, version: 2 })
  await control('script', { on: 'identityResolution.update', fault: { kind: 'fail' } })
  expect(await endOfTwin(await settings().updateWithHttpInfo(SETTINGS))).toMatchObject({ status: 'FAILED' })
  expect((await settings().fetch()).version).toBe(2)
})

test('bulk.update and its twin name their operation', async () => {
  const body = { profiles: [{ traits: { Contact: { email: 'a@b.example' } } }] }
  const accepted = await bulk().update(body)
  expect(accepted.createdAt).toBeInstanceOf(Date)
  expect(accepted.statusUrl).toContain(accepted.operationId)
  expect(await endOf(accepted)).toMatchObject({ ...COMPLETED, operationId: accepted.operationId })
  await control('script', { on: 'profiles.updateBulk', fault: { kind: 'fail', error: { code: 520_047 } } })
  expect(await endOfTwin(await bulk().updateWithHttpInfo(body))).toMatchObject({
    status: 'FAILED',
    error: { code: 520_047 },
  })
  await expect(bulk().update({ profiles: [] })).rejects.toMatchObject({ status: 400, code: 520_046 })
})
