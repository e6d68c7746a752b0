import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { OperationsProvider, useOperationResult, useOperations, useSubmitOperation } from 'react-accepted'
import {
  cancelOperation,
  createOperationsClient,
  defineOperation,
  statusUrlDialect,
} from 'react-accepted/client'
import type { ResourceRule } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'

import { createStore } from '../client/storage/createStore.ts'
import { START } from './createEngine.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks>
beforeEach(() => {
  vi.useFakeTimers({ now: START })
  locks = installFakeLocks()
  vi.stubGlobal('localStorage', createStore())
  vi.stubGlobal('sessionStorage', createStore())
})
afterEach(() => {
  cleanup()
  locks.uninstall()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Reads all pages of a list. */
const find: ResourceRule['find'] = async (_, read) => {
  await read('/reports?page=1')
  await read('/reports?page=2')
  return [{ id: '7', createdAt: new Date(START + 1_000).toISOString() }]
}

/** Something that takes more than one step: each request waits for its headers first. */
interface Chain {
  readonly name: string
  /** What the status says. */
  readonly status?: object
  /** How its new resource is found. */
  readonly resource?: ResourceRule
  /** The response to the submission. */
  readonly first?: () => Response
  readonly startsWith: 'the submission' | 'the first poll' | 'a request to cancel' | 'a reload after the end'
  /** What is sent if nobody signs out. */
  readonly requests: readonly string[]
}

const POLL = 'GET /jobs/1'
const PAGES = ['GET /reports?page=1', 'GET /reports?page=2']
const WITH_URL = { status: 'COMPLETED', resultUrl: '/files/1' }

const CHAINS: readonly Chain[] = [
  { name: 'a submission', startsWith: 'the submission', requests: ['POST /reports'] },
  {
    name: 'the search for what an unclear submission created',
    startsWith: 'the submission',
    resource: { type: 'report', find },
    first: () => Response.error(),
    requests: ['POST /reports', ...PAGES],
  },
  { name: 'a poll', startsWith: 'the first poll', requests: [POLL] },
  {
    name: 'a result with a URL',
    startsWith: 'the first poll',
    status: WITH_URL,
    requests: [POLL, 'GET /files/1'],
  },
  {
    name: 'the search for a new resource, and then its result',
    startsWith: 'the first poll',
    status: { ...WITH_URL, resultUrl: '/files/1?download' },
    resource: { type: 'report', find },
    requests: [POLL, ...PAGES, 'GET /files/1?download'],
  },
  {
    name: 'a result that is read again',
    startsWith: 'a reload after the end',
    status: WITH_URL,
    requests: [POLL, 'GET /files/1'],
  },
  { name: 'a request to cancel', startsWith: 'a request to cancel', requests: ['POST /jobs/1/cancel'] },
]

/** Runs a chain from its beginning. `onStep` is called at each step: before the headers of a request, and before its response. */
async function run(
  { status = { status: 'COMPLETED' }, resource, first, startsWith }: Chain,
  onStep: (signOut: () => void) => void,
) {
  const sent: string[] = []
  let signOut: (() => void) | undefined
  const step = async () => {
    if (signOut) onStep(signOut)
    // As long as a token takes to renew, or a response to arrive.
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const endpoint = defineOperation({
    kind: 'report.export',
    path: '/reports',
    method: 'POST',
    hint: () => ({ name: 'Q3' }),
    result: { schema: z.object({ rows: z.number() }) },
    ...(resource && { resource }),
  })
  const respond = (path: string): Response => {
    if (path.startsWith('/reports?')) return Response.json([])
    if (path === '/reports')
      return (
        first?.() ?? Response.json({ statusUrl: '/jobs/1' }, { status: 202, headers: { 'retry-after': '2' } })
      )
    if (path.endsWith('/cancel')) return Response.json({})
    return Response.json(path === '/jobs/1' ? status : { rows: 3 })
  }
  function open() {
    const client = createOperationsClient({
      baseUrl: 'https://api.test',
      operationPath: '/jobs/{operationId}',
      dialect: statusUrlDialect,
      cancel: { suffix: '/cancel' },
      endpoints: [endpoint],
      random: () => 0,
      async headers() {
        await step()
        return { authorization: 'Bearer of whoever is signed in' }
      },
      // Ignores the signal, as a wrapper of an application's own may.
      async fetch(input, init) {
        const { pathname, search } = new URL(input instanceof Request ? input.url : input)
        if (signOut) sent.push(`${init?.method ?? 'GET'} ${pathname}${search}`)
        await step()
        return respond(pathname + search)
      },
    })
    const queryClient = new QueryClient()
    const Page = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} scope="mara">
          {children}
        </OperationsProvider>
      </QueryClientProvider>
    )
    const useHooks = () => {
      const list = useOperations()
      const accepted = list.operations[0]?.accepted
      return { list, accepted, result: useOperationResult(accepted), form: useSubmitOperation(endpoint) }
    }
    return { client, ...renderHook(useHooks, { wrapper: Page }) }
  }
  let page = open()
  const begin = () => (signOut = () => void page.result.current.list.clear())
  await pass(100)
  if (startsWith === 'the submission') begin()
  act(() => void page.result.current.form.submit(undefined))
  await pass(1_000)
  if (startsWith === 'a reload after the end') {
    await pass(10_000)
    page.unmount()
    page = open()
  }
  if (startsWith !== 'the submission') begin()
  const { accepted } = page.result.current
  if (startsWith === 'a request to cancel' && accepted)
    cancelOperation(page.client, accepted).catch(() => undefined)
  // Before the first poll, if that is not what it is about.
  await pass(startsWith === 'a request to cancel' || startsWith === 'the submission' ? 900 : 60_000)
  return sent
}

describe.each(CHAINS)('$name', (chain) => {
  const steps = chain.requests.flatMap((request) => [
    `the headers of ${request}`,
    `the response to ${request}`,
  ])

  it('sends its requests in order', async () => {
    expect(await run(chain, () => undefined)).toEqual(chain.requests)
  })

  it.each(steps.map((step, index) => ({ step, index })))(
    'sends nothing more if the user signs out before $step',
    async ({ index }) => {
      let at = 0
      const sent = await run(chain, (signOut) => {
        if (at === index) signOut()
        at += 1
      })
      expect(at).toBe(index + 1)
      expect(sent).toEqual(chain.requests.slice(0, Math.ceil(index / 2)))
    },
  )
})
