import { http } from 'msw'
import { setupServer } from 'msw/node'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'

const simulator = createSimulator({ seed: 'demo' })
const proxy = createOrchestratorProxy({
  basePath: '/api/twilio',
  credentials: { username: 'demo', password: 'demo' },
  authorize: () => ({ scope: 'test' }),
  fetch: simulator.fetch,
})
const server = setupServer(http.all('*/api/twilio/*', ({ request }) => proxy(request)))

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

test('the application calls its own backend, and no request leaves this process', async () => {
  const client = createOrchestratorClient({ baseUrl: 'https://app.test/api/twilio' })
  const before = await client.memoryStores.list()
  const accepted = await client.memoryStores.create({ displayName: 'harbor-archive' })
  simulator.settle(accepted.operationId) // no need to wait for it
  const after = await client.memoryStores.list()
  expect(after.items).toHaveLength(before.items.length + 1)
})
