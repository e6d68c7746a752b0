import { expect, test } from 'vitest'

import type { Ask } from '../createHarness.ts'
import { CONFIGURATIONS, STORES, createHarness } from '../createHarness.ts'

const names = Array.from({ length: 7 }, (_, index) => `Number ${index}`)
const seed = {
  stores: names.map((name) => ({ displayName: name.replace(' ', '-') })),
  configurations: names.map((displayName) => ({ displayName })),
  conversations: names.map((name) => ({ name })),
}

async function walk(ask: Ask, path: string, key: string, token = 'nextToken', first?: string) {
  const pages: unknown[][] = []
  let next: string | undefined = first
  do {
    const separator = path.includes('?') ? '&' : '?'
    const { body } = await ask('GET', next === undefined ? path : `${path}${separator}pageToken=${next}`)
    expect(body.meta).toMatchObject({ key, pageSize: body[key].length })
    pages.push(body[key])
    next = body.meta[token]
  } while (next !== undefined && pages.length < 20)
  return pages
}

test.each([
  [CONFIGURATIONS, 'configurations'],
  ['/v2/Conversations', 'conversations'],
  [STORES, 'stores'],
])('%s returns every item once, page by page, forwards and backwards', async (path, key) => {
  const { ask } = createHarness({ seed })
  const all = (await ask('GET', path)).body[key]
  expect(all).toHaveLength(7)
  const pages = await walk(ask, `${path}?pageSize=3`, key)
  expect(pages.map(({ length }) => length)).toEqual([3, 3, 1])
  expect(pages.flat()).toEqual(all)

  expect((await ask('GET', `${path}?pageSize=7`)).body.meta).toEqual({ key, pageSize: 7 })
  const middle = (await ask('GET', `${path}?pageSize=3`)).body.meta.nextToken
  expect((await ask('GET', `${path}?pageSize=3`)).body.meta).not.toHaveProperty('previousToken')
  const last = (await ask('GET', `${path}?pageSize=3&pageToken=${middle}`)).body.meta
  const back = await walk(ask, `${path}?pageSize=3`, key, 'previousToken', last.nextToken)
  expect(back.toReversed().flat()).toEqual(all)
})

test('configurations are sorted oldest first, store IDs newest first or as requested', async () => {
  const { ask } = createHarness({ seed })
  const { configurations } = (await ask('GET', CONFIGURATIONS)).body
  expect(configurations.map(({ displayName }: { displayName: string }) => displayName)).toEqual(names)
  const ascending = (await ask('GET', `${STORES}?orderBy=ASC`)).body.stores
  expect(ascending).toEqual(ascending.toSorted())
  expect((await ask('GET', STORES)).body.stores).toEqual(ascending.toReversed())
  expect((await ask('GET', `${STORES}?orderBy=DESC`)).body.stores).toEqual(ascending.toReversed())
  const pages = await walk(ask, `${STORES}?orderBy=ASC&pageSize=2`, 'stores')
  expect(pages.flat()).toEqual(ascending)
})

test('a page token still works if the item it refers to was deleted', async () => {
  const { simulator, ask } = createHarness({ seed })
  const first = (await ask('GET', `${CONFIGURATIONS}?pageSize=3`)).body
  await ask('DELETE', `${CONFIGURATIONS}/${first.configurations[2].id}`)
  simulator.advance(4000)
  const next = (await ask('GET', `${CONFIGURATIONS}?pageSize=3&pageToken=${first.meta.nextToken}`)).body
  expect(next.configurations[0].displayName).toBe('Number 3')
  await ask('DELETE', `${CONFIGURATIONS}/${next.configurations[2].id}`)
  await ask('DELETE', `${CONFIGURATIONS}/${(await ask('GET', CONFIGURATIONS)).body.configurations.at(-1).id}`)
  simulator.advance(4000)
  const end = (await ask('GET', `${CONFIGURATIONS}?pageSize=3&pageToken=${next.meta.nextToken}`)).body
  expect(end).toMatchObject({ configurations: [], meta: { pageSize: 0 } })
  expect(end.meta).not.toHaveProperty('nextToken')
})

test.each([
  [`${CONFIGURATIONS}?pageSize=0`, 'pageSize: must be an integer from 1 to 1000'],
  [`${CONFIGURATIONS}?pageSize=1001`, 'pageSize: must be an integer from 1 to 1000'],
  [`${CONFIGURATIONS}?pageSize=1.5`, 'pageSize: must be an integer from 1 to 1000'],
  [`${CONFIGURATIONS}?pageSize=`, 'pageSize: must be an integer from 1 to 1000'],
  [`${STORES}?pageSize=101`, 'pageSize: must be an integer from 1 to 100'],
  [`${STORES}?orderBy=asc`, 'orderBy: must be ASC or DESC'],
  [`${CONFIGURATIONS}?pageToken=`, 'pageToken: is not a token of this list'],
  [`${CONFIGURATIONS}?pageToken=abc`, 'pageToken: is not a token of this list'],
  [`${CONFIGURATIONS}?pageToken=!!!`, 'pageToken: is not a token of this list'],
  [`${CONFIGURATIONS}?pageToken=${btoa('{"after":5}')}`, 'pageToken: is not a token of this list'],
  [
    `${CONFIGURATIONS}?memoryStoreId=abc`,
    'memoryStoreId: must match ^mem_(store|service)_[0-7][0-9a-z]{25}$',
  ],
])('%s returns 400', async (path, message) => {
  const { ask } = createHarness({ seed })
  expect(await ask('GET', path)).toMatchObject({ status: 400, body: { message } })
})

test.each([
  [CONFIGURATIONS, 1000],
  [STORES, 100],
])('%s accepts page sizes from 1 to %i', async (path, max) => {
  const { ask } = createHarness({ seed })
  for (const size of [1, max]) expect((await ask('GET', `${path}?pageSize=${size}`)).status).toBe(200)
})

test('a list has 50 items per page by default', async () => {
  const configurations = Array.from({ length: 51 }, (_, index) => ({ displayName: `N${index}` }))
  const { ask } = createHarness({ seed: { configurations } })
  const { meta } = (await ask('GET', CONFIGURATIONS)).body
  expect(meta.pageSize).toBe(50)
  expect(meta.nextToken).toMatch(/^[\w-]+$/)
})

test('memoryStoreId filters the list across pages', async () => {
  const [a, b] = ['mem_store_01k9w39vfj8s0p4q6r2xhtcme5', 'mem_store_01k9w39vfj8s0p4q6r2xhtcme6']
  const configurations = names.map((displayName, index) => ({
    displayName,
    memoryStoreId: index % 2 ? a : b,
  }))
  const { ask } = createHarness({ seed: { configurations } })
  const pages = await walk(ask, `${CONFIGURATIONS}?memoryStoreId=${b}&pageSize=3`, 'configurations')
  expect(pages.map(({ length }) => length)).toEqual([3, 1])
  const none = 'mem_service_01k9w39vfj8s0p4q6r2xhtcme5'
  expect((await ask('GET', `${CONFIGURATIONS}?memoryStoreId=${none}`)).body.configurations).toEqual([])
})

test('the demo seed has ACTIVE stores and configurations that use them', async () => {
  const { ask } = createHarness({ seed: 'demo' })
  const { stores } = (await ask('GET', STORES)).body
  expect(stores).toHaveLength(2)
  for (const id of stores) expect((await ask('GET', `${STORES}/${id}`)).body.status).toBe('ACTIVE')
  const { configurations } = (await ask('GET', CONFIGURATIONS)).body
  expect(configurations.length).toBeGreaterThan(1)
  for (const one of configurations) expect(stores).toContain(one.memoryStoreId)
  const [conversation] = (await ask('GET', '/v2/Conversations')).body.conversations
  expect(conversation.configuration.displayName).toBe(configurations[0].displayName)
})
