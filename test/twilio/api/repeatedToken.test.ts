import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { expect, test } from 'vitest'

import { findConfigurations } from '../../../src/twilio/api/findByName.ts'

const PAGE = { meta: { key: 'stores', nextToken: 'again' }, stores: ['mem_store_1'] }

test('a list ends when the server repeats a page token', async () => {
  let calls = 0
  const { memoryStores } = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: () => {
      calls += 1
      return Promise.resolve(Response.json(PAGE))
    },
  })
  const items: string[] = []
  for await (const item of memoryStores.listAll()) items.push(item)
  expect({ calls, items }).toEqual({ calls: 2, items: ['mem_store_1', 'mem_store_1'] })
})

test('the search for a configuration by name ends when the server repeats a page token', async () => {
  const paths: string[] = []
  const found = await findConfigurations({ displayName: 'Desk' }, (path) => {
    paths.push(path)
    return Promise.resolve({ meta: { key: 'configurations', nextToken: 'again' }, configurations: [] })
  })
  expect(found).toEqual([])
  expect(paths).toHaveLength(2)
})
