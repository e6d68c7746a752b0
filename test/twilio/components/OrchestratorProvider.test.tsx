import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, waitFor } from '@testing-library/react'
import { OrchestratorProvider, useConfigurations } from 'react-accepted/twilio'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const requests: string[] = []

beforeEach(() => {
  vi.stubGlobal('fetch', (url: string) => {
    requests.push(url)
    return Promise.resolve(Response.json({ configurations: [], meta: { key: 'configurations' } }))
  })
})
afterEach(() => {
  requests.length = 0
  vi.unstubAllGlobals()
})

function List() {
  return <p>{useConfigurations().configurations?.length ?? 'loading'}</p>
}

const queryClient = new QueryClient()
const page = (baseUrl: string | { conversations: string; memory: string }) => (
  <QueryClientProvider client={queryClient}>
    <OrchestratorProvider baseUrl={baseUrl}>
      <List />
    </OrchestratorProvider>
  </QueryClientProvider>
)

test('an OrchestratorProvider sends every request below its base URL', async () => {
  render(page('/api/twilio'))
  await waitFor(() => expect(requests).toEqual([expect.stringMatching(/^\/api\/twilio\/v2\//)]))
})

test('an OrchestratorProvider keeps its client until the base URL changes', async () => {
  const hosts = (host: string) => ({ conversations: `https://${host}.example`, memory: 'https://m.example' })
  const { rerender } = render(page(hosts('one')))
  await waitFor(() => expect(requests).toEqual([expect.stringMatching(/^https:\/\/one\.example\//)]))
  rerender(page(hosts('one')))
  rerender(page(hosts('two')))
  await waitFor(() =>
    expect(requests).toEqual([
      expect.stringMatching(/^https:\/\/one\.example\//),
      expect.stringMatching(/^https:\/\/two\.example\//),
    ]),
  )
})

test('an OrchestratorProvider reports a base URL that is not one', () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  expect(() => render(page('http://['))).toThrow(TypeError)
  vi.mocked(console.error).mockRestore()
})
