import { expect, it, vi } from 'vitest'

const loaded = vi.hoisted(() => ({ times: 0 }))

vi.mock('@remix-run/node-fetch-server', (original) => {
  loaded.times += 1
  return original()
})

it('the entry point loads without Node, because only the first listener loads its Node adapter', async () => {
  const { toNodeListener } = await import('react-accepted/server')
  const { createOrchestratorProxy } = await import('react-accepted/twilio/server')
  createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'SK1', password: 'secret' },
    authorize: () => false,
  })
  expect(loaded.times).toBe(0)
  toNodeListener(() => new Response())
  await vi.waitFor(() => expect(loaded.times).toBe(1))
})
