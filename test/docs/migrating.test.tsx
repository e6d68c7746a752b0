import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import type { ComponentType, ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

const examples = readExamples('docs/migrating.md').map(({ code }) => code)
const importers = examples.filter((code) => code.includes('export function Import('))
const scripts = examples.filter((code) => code.includes('export async function importUsers('))
const provider = examples.find((code) => code.includes('scope={'))

interface Loaded {
  Import: ComponentType<{ url: string }>
  Operations: ComponentType<{ children: ReactNode; user: string }>
  importUsers: (api: string, url: string) => Promise<string>
}

async function load(code: string, name: string): Promise<Loaded> {
  // One bundle, so that provider and hooks come from one copy of the library.
  return (await import(/* @vite-ignore */ await bundleExample(code, name))) as Loaded
}

let asked: string[] = []
let startedAt = 0

/** The page's server: an import takes 5 s, and `Retry-After` is 2 s. */
function serve(word: string, header: string) {
  return async (url: string, init?: RequestInit) => {
    const { pathname } = new URL(url, 'https://api.test')
    asked.push(`${init?.method ?? 'GET'} ${pathname} ${(Date.now() - startedAt) / 1000}`)
    const headers = { 'retry-after': '2', [header]: '/api/jobs/job_1' }
    if (pathname === '/api/imports') return Response.json({}, { status: 202, headers })
    return Response.json({ status: Date.now() - startedAt < 5_000 ? 'PENDING' : word }, { headers })
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  startedAt = Date.now()
})
afterEach(() => vi.unstubAllGlobals())

test.each([
  ['a useQuery loop', 0, 0],
  ['react-accepted', 1, 2],
  ['an SWR loop', 2, 0],
])('%s shows the end of an import', async (_, index, firstPoll) => {
  vi.stubGlobal('fetch', serve('COMPLETED', 'location'))
  const code = importers[index] ?? ''
  const own = code.includes('useSubmitOperation')
  const { Import, Operations } = await load(own ? `${provider}\n${code}` : code, `import${index}`)
  const page = own ? (
    <Operations user="mara">
      <Import url="users.csv" />
    </Operations>
  ) : (
    <Import url="users.csv" />
  )
  render(<QueryClientProvider client={new QueryClient()}>{page}</QueryClientProvider>)

  act(() => screen.getByRole('button', { name: 'Import' }).click())
  await act(() => vi.advanceTimersByTimeAsync(0))
  for (let second = 0; second < 9; second += 1) await act(() => vi.advanceTimersByTimeAsync(1_000))

  expect(screen.getByRole('status')).toHaveTextContent('COMPLETED')
  expect(asked[0]).toBe('POST /api/imports 0')
  expect(asked[1]).toBe(`GET /api/jobs/job_1 ${firstPoll}`)
})

test.each([
  ['core-lro', 0],
  ['react-accepted', 1],
])('a script with %s waits for the end of an import', async (_, index) => {
  vi.stubGlobal('fetch', serve('Succeeded', 'operation-location'))
  const { importUsers } = await load(scripts[index] ?? '', `lro${index}`)
  const ended = importUsers('https://api.test/api', 'users.csv')
  await vi.advanceTimersByTimeAsync(30_000)
  expect((await ended).toLowerCase()).toBe('succeeded')
})
