import type { OrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { OrchestratorProxyOptions } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { engineOf } from '../../src/client/createOperationsClient.ts'
import { createServerClient } from '../apps/react-router/app/lib/twilio.server.ts'

const { asked, options } = vi.hoisted(() => ({
  asked: new Headers(),
  options: {
    authorize: (request: Request) => request.headers.get('cookie') === 'session=mara' && { scope: 'mara' },
    signingSecret: 'a secret of more than thirty-two letters',
    credentials: { username: 'SK0', password: 'a-password-of-some-length' },
  },
}))

/** The proxy of the example, with a session check and a signing secret. */
vi.mock('react-accepted/twilio/server', async (load) => {
  const { createOrchestratorProxy } = await load<typeof import('react-accepted/twilio/server')>()
  return {
    createOrchestratorProxy: (given: OrchestratorProxyOptions) =>
      createOrchestratorProxy({ ...given, ...options }),
  }
})
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(asked) }))
vi.mock('next/server', () => ({ connection: () => Promise.resolve() }))

beforeEach(() => void vi.stubGlobal('fetch', createSimulator({ seed: 'demo' }).fetch))
afterEach(() => void vi.unstubAllGlobals())

async function createNextClient(cookie: string): Promise<OrchestratorClient> {
  asked.set('host', 'localhost:3000')
  asked.set('cookie', cookie)
  const path = '../apps/next/lib/createServerClient.ts'
  const example: { createServerClient: () => Promise<OrchestratorClient> } = await import(path)
  return example.createServerClient()
}

function createReactRouterClient(cookie: string): Promise<OrchestratorClient> {
  return Promise.resolve(
    createServerClient(new Request('http://localhost/operations/1', { headers: { cookie } })),
  )
}

test.each([
  ['Next.js', createNextClient],
  ['React Router', createReactRouterClient],
])('the proxy authorizes what is read on the server of %s', async (_name, createClient) => {
  const mine = await createClient('session=mara')
  // The page has to find what was prefetched, and its client has only the path.
  const page = createOrchestratorClient({ baseUrl: '/api/twilio' })
  expect(engineOf(mine).context.home).toBe(engineOf(page).context.home)
  const { api, operationId } = await mine.memoryStores.create({ displayName: 'harbor-archive' })
  const mineAgain = await createClient('session=mara')
  expect((await mineAgain.check({ api, operationId })).operation?.status).toBe('PENDING')
  const unsigned = { api, operationId: operationId.split('.', 1)[0] ?? '' }
  expect((await mine.check(unsigned)).pollError?.kind).toBe('notFound')
  const another = await createClient('session=other')
  expect((await another.check({ api, operationId })).pollError?.httpStatus).toBe(403)
})
