import { render, screen } from '@testing-library/react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'

import { serveContract } from '../contracts/serve.ts'
import { twilioRules } from '../contracts/twilioRules.ts'
import { loadList, serveProxy } from './siblings.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

test('the list of the page, through the proxy of the page, watches what other programs have started', async () => {
  vi.stubGlobal('readSession', () => Promise.resolve({ tenant: 'harbor' }))
  const server = await serveContract(twilioRules, { ending: 'cancelled', polls: 0 })
  onTestFinished(() => server.close())
  // Another program, with a key of its own.
  for (const prefix of ['https://north.example/', 'https://south.example/'])
    await fetch(`${server.url}/v1/Webhooks/Rules`, { method: 'POST', body: JSON.stringify({ prefix }) })
  const origin = await serveProxy('webhooks', server.url)
  const Page = await loadList(origin)
  render(<Page query="resourceId=webhooks_rule_01k9w3c8tq5ehx2m7b4yd6nz2" />)
  expect(await screen.findByText('Cancelled')).toBeVisible()
  expect(server.log.filter(({ method }) => method === 'GET').map(({ url }) => url)).toEqual([
    '/v1/Webhooks/Operations?resourceId=webhooks_rule_01k9w3c8tq5ehx2m7b4yd6nz2&pageSize=10',
    expect.stringMatching(/^\/v1\/Webhooks\/Operations\/webhooks_operation_\w+2$/),
  ])
})
