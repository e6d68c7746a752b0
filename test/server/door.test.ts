import { expect, it, vi } from 'vitest'

const loaded = vi.hoisted(() => ({ times: 0 }))

vi.mock('@remix-run/node-fetch-server', (original) => {
  loaded.times += 1
  return original()
})

it('the door opens where there is no Node: its adapter is loaded by the first listener only', async () => {
  const { createOrchestratorProxy, toNodeListener } = await import('react-accepted/server')
  createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'SK1', password: 'secret' },
    authorize: () => false,
  })
  expect(loaded.times).toBe(0)
  toNodeListener(() => new Response())
  await vi.waitFor(() => expect(loaded.times).toBe(1))
})
