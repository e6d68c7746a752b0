import { createOrchestratorClient } from 'react-accepted/client'
import { expect, test } from 'vitest'

import { findConfigurations } from '../../src/twilio/api/findConfigurations.ts'

const PAGE = { meta: { key: 'stores', nextToken: 'again' }, stores: ['mem_store_1'] }

test('a list ends where a server repeats the token of a page', async () => {
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

test('so does the search for a configuration by its name', async () => {
  const paths: string[] = []
  const found = await findConfigurations({ displayName: 'Desk' }, (path) => {
    paths.push(path)
    return Promise.resolve({ meta: { key: 'configurations', nextToken: 'again' }, configurations: [] })
  })
  expect(found).toEqual([])
  expect(paths).toHaveLength(2)
})
