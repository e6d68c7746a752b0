import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { OperationsProvider, useOperationResult, useOperations, useSubmitOperation } from 'react-accepted'
import {
  cancelOperation,
  createOperationsClient,
  defineOperation,
  statusUrlDialect,
  waitForOperation,
} from 'react-accepted/client'
import type { Endpoint, OperationsClient, ResourceRule } from 'react-accepted/client'
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
  return [{ id: '7', createdAt: new Date().toISOString() }]
}

/** What begins a chain: an action of the page, or a call of the application's own. */
const BEGINNINGS = {
  'the form': ({ form }: Hooks) => form.submit(),
  'the first poll': undefined,
  'a reload after the end': undefined,
  'a request to cancel': ({ accepted }: Hooks, client: OperationsClient) =>
    accepted && cancelOperation(client, accepted),
  'client.submit': (_: Hooks, client: OperationsClient, endpoint: Endpoint<void>) =>
    client.submit(endpoint, undefined),
  waitForOperation: ({ accepted }: Hooks, client: OperationsClient) =>
    accepted && waitForOperation(client, accepted),
} as const

/** Something that takes more than one step: each request waits for its headers first. */
interface Chain {
  readonly name: string
  readonly beginning: keyof typeof BEGINNINGS
  /** What the status says. */
  readonly status?: object
  /** How its new resource is found. */
  readonly resource?: ResourceRule
  /** The first response to a submission. Default: a 202. */
  readonly first?: () => Response
  /** What is sent until the chain ends, unless the user signs out. */
  readonly requests: readonly string[]
}

const POST = 'POST /reports'
const POLL = 'GET /jobs/1'
const PAGES = ['GET /reports?page=1', 'GET /reports?page=2']
const WITH_URL = { status: 'COMPLETED', resultUrl: '/files/1' }

const CHAINS: readonly Chain[] = [
  { name: 'a submission', beginning: 'the form', requests: [POST] },
  {
    name: 'the search for what an unclear submission created',
    beginning: 'the form',
    resource: { type: 'report', find },
    first: () => Response.error(),
    requests: [POST, ...PAGES],
  },
  { name: 'a poll', beginning: 'the first poll', requests: [POLL] },
  {
    name: 'a result with a URL',
    beginning: 'the first poll',
    status: WITH_URL,
    requests: [POLL, 'GET /files/1'],
  },
  {
    name: 'the search for a new resource, and then its result',
    beginning: 'the first poll',
    status: { ...WITH_URL, resultUrl: '/files/1?download' },
    resource: { type: 'report', find },
    requests: [POLL, ...PAGES, 'GET /files/1?download'],
  },
  {
    name: 'a result that is read again',
    beginning: 'a reload after the end',
    status: WITH_URL,
    requests: [POLL, 'GET /files/1'],
  },
  { name: 'a request to cancel', beginning: 'a request to cancel', requests: ['POST /jobs/1/cancel'] },
  {
    name: 'a submission of the client that is sent again',
    beginning: 'client.submit',
    first: () => new Response(null, { status: 503, headers: { 'retry-after': '1' } }),
    requests: [POST, POST],
  },
  { name: 'a wait for an operation', beginning: 'waitForOperation', requests: [POLL] },
]

type Hooks = ReturnType<typeof usePage>
function usePage(endpoint: Endpoint<void>) {
  const list = useOperations()
  const accepted = list.operations[0]?.accepted
  return { list, accepted, result: useOperationResult(accepted), form: useSubmitOperation(endpoint) }
}

/**
 * Runs a chain from its beginning. `onStep` is called at each step: before the headers of a request, and before
 * its response. It may sign the user out; whatever is sent in the minute after that is in the result.
 */
async function run(
  { status = { status: 'COMPLETED' }, resource, first, beginning, requests }: Chain,
  onStep: (signOut: () => void) => void,
) {
  const sent: string[] = []
  let hasBegun = false
  let isSignedOut = false
  const step = async () => {
    if (hasBegun) onStep(signOut)
    // As long as a token takes to renew, or a response to arrive.
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const endpoint = defineOperation({
    kind: 'report.export',
    path: '/reports',
    takesIdempotencyKey: beginning === 'client.submit',
    hint: () => ({ name: 'Q3' }),
    result: { schema: z.object({ rows: z.number() }) },
    ...(resource && { resource }),
  })
  const accept = () =>
    Response.json({ statusUrl: '/jobs/1' }, { status: 202, headers: { 'retry-after': '2' } })
  let submissions = 0
  const respond = (method: string, path: string): Response => {
    if (path.startsWith('/reports?')) return Response.json([{ id: '7', createdAt: new Date().toISOString() }])
    if (path === '/reports') return ((submissions += 1) === 1 && first?.()) || accept()
    if (method === 'POST') return Response.json({})
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
        return { authorization: 'Bearer of the user who is signed in' }
      },
      // Ignores the signal, as a wrapper of an application's own may.
      async fetch(input, init) {
        const { pathname, search } = new URL(input instanceof Request ? input.url : input)
        const method = init?.method ?? 'GET'
        if (hasBegun) sent.push(`${method} ${pathname}${search}`)
        await step()
        return respond(method, pathname + search)
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
    return { client, ...renderHook(() => usePage(endpoint), { wrapper: Page }) }
  }
  let page = open()
  const signOut = () => void (isSignedOut = true)
  const isNew = beginning === 'the form' || beginning === 'client.submit'
  await pass(100)
  if (!isNew) {
    act(() => void page.result.current.form.submit())
    await pass(1_000)
  }
  if (beginning === 'a reload after the end') {
    await pass(10_000)
    page.unmount()
    page = open()
  }
  hasBegun = true
  const work = BEGINNINGS[beginning]?.(page.result.current, page.client, endpoint)
  Promise.resolve(work).catch(() => undefined)
  // Until the chain has ended; what follows a whole one is of no interest.
  const isOver = () => isSignedOut || sent.length >= requests.length
  for (let ms = 0; ms < 10_000 && !isOver(); ms += 10) await pass(10)
  // In an `act` of its own, because React 18 renders only when that ends, and well before the step is over.
  if (isSignedOut) await act(() => page.result.current.list.clear())
  await pass(isSignedOut ? 60_000 : 60)
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
