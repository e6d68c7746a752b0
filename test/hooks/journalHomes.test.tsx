import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { OperationsProvider, useAsyncOperation, useOperations } from 'react-accepted'
import type { OperationsProviderProps, OperationsStorage } from 'react-accepted'
import type { OperationsClient } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { createChannels } from '../client/tabs/createChannels.ts'
import { settle } from './createBrowser.tsx'
import { START, acceptedNow } from './createEngine.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'
import { SignOut } from './SignOut.tsx'

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  locks = installFakeLocks()
  vi.stubGlobal('BroadcastChannel', createChannels())
  vi.stubGlobal('localStorage', createStore())
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The server of one home. Its operation `1` ends with the status `end` after `afterMs`. */
function createServer(baseUrl: string, end: string, afterMs: number) {
  const polls: number[] = []
  const fetch = (async () => {
    polls.push(Date.now() - START)
    const status = Date.now() - START >= afterMs ? end : 'PENDING'
    return Response.json({ status, result: { id: `of ${baseUrl}` } }, { headers: { 'retry-after': '2' } })
  }) satisfies typeof globalThis.fetch
  const client = createOperationsClient({
    baseUrl,
    operationPath: '/jobs/{operationId}',
    fetch,
    random: () => 0,
  })
  return { polls, client }
}

function Shown({ name }: { name: string }) {
  const { operations, watch } = useOperations()
  const operation = useAsyncOperation(operations[0]?.accepted)
  return (
    <>
      <output aria-label={name}>{`${operations.length} ${operation.status}`}</output>
      <button type="button" onClick={() => watch(acceptedNow('1'))}>
        {`Watch ${name}`}
      </button>
    </>
  )
}

const text = (name: string) => screen.getByLabelText(name).textContent

/** A page with several homes: one provider each, under one QueryClient. */
function openPage(
  homes: { name: string; client: OperationsClient; props?: Partial<OperationsProviderProps> }[],
) {
  const told = vi.fn<(name: string, status: string) => void>()
  const queryClient = new QueryClient()
  const page: ReactNode = homes.map(({ name, client, props }) => (
    <OperationsProvider
      key={name}
      client={client}
      scope="AC1/us1/mara"
      {...props}
      onSettled={({ status }) => told(name, status)}
    >
      <Shown name={name} />
    </OperationsProvider>
  ))
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>)
  return { told, queryClient }
}

function press(name: string) {
  act(() => screen.getByRole('button', { name: `Watch ${name}` }).click())
}

describe('two homes on one page whose operations have the same ID', () => {
  it.each<[string, [string, string], [string, string]]>([
    ['applications', ['/one', 'AC1/us1/mara'], ['/other', 'AC1/us1/mara']],
    ['regions', ['https://us1.api.test', 'AC1/mara'], ['https://ie1.api.test', 'AC1/mara']],
    ['accounts', ['/api', 'AC1/us1/mara'], ['/api', 'AC2/us1/mara']],
    ['users', ['/api', 'AC1/us1/mara'], ['/api', 'AC1/us1/noor']],
  ])(
    'each poll their own server, show their own state and call their own callback: %s',
    async (_, one, other) => {
      const first = createServer(one[0], 'FAILED', 4_000)
      const second = createServer(other[0], 'COMPLETED', 20_000)
      const { told } = openPage([
        { name: 'first', client: first.client, props: { scope: one[1] } },
        { name: 'second', client: second.client, props: { scope: other[1] } },
      ])
      await settle()
      press('first')
      press('second')
      await pass(10_000)
      expect([text('first'), text('second')]).toEqual(['1 FAILED', '1 PENDING'])
      expect(told.mock.calls).toEqual([['first', 'FAILED']])
      await pass(20_000)
      expect([text('first'), text('second')]).toEqual(['1 FAILED', '1 COMPLETED'])
      expect(told.mock.calls).toEqual([
        ['first', 'FAILED'],
        ['second', 'COMPLETED'],
      ])
      expect(first.polls).toEqual([2_000, 4_000])
      expect(second.polls).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20].map((at) => at * 1_000))
    },
  )

  it('report an end at once, even if a stalled store holds up the other home', async () => {
    const first = createServer('/one', 'FAILED', 4_000)
    const second = createServer('/other', 'COMPLETED', 6_000)
    const store = createStore()
    const stalls = (value: string) => value.includes('"settled":')
    const storage: OperationsStorage = {
      ...store,
      keys: () => Array.from({ length: store.length ?? 0 }, (_, index) => store.key?.(index) ?? ''),
      setItem: (key, value) =>
        stalls(value) ? new Promise<never>(() => undefined) : store.setItem(key, value),
    }
    const { told } = openPage([
      { name: 'first', client: first.client, props: { storage } },
      { name: 'second', client: second.client },
    ])
    await settle()
    press('first')
    press('second')
    await pass(6_500)
    expect(told.mock.calls).toEqual([['second', 'COMPLETED']])
    await pass(10_000)
    expect(told.mock.calls).toEqual([
      ['second', 'COMPLETED'],
      ['first', 'FAILED'],
    ])
  })

  it('forget only their own operations on a sign-out', async () => {
    const first = createServer('/one', 'COMPLETED', 60_000)
    const second = createServer('/other', 'COMPLETED', 20_000)
    const queryClient = new QueryClient()
    render(
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={first.client} scope="mara">
          <Shown name="first" />
          <SignOut />
        </OperationsProvider>
        <OperationsProvider client={second.client} scope="mara">
          <Shown name="second" />
        </OperationsProvider>
      </QueryClientProvider>,
    )
    await settle()
    press('first')
    press('second')
    await pass(3_000)
    act(() => screen.getByRole('button', { name: 'Sign out' }).click())
    await pass(30_000)
    expect([text('first'), text('second')]).toEqual(['0 IDLE', '1 COMPLETED'])
  })
})

describe('a second provider of the same home', () => {
  it.each(['AC1/us1/mara', undefined])(
    'joins the first: one list, one poll, one callback (scope %s)',
    async (scope) => {
      const { client, polls } = createServer('/api', 'COMPLETED', 6_000)
      const { told } = openPage([
        { name: 'first', client, props: { scope } },
        { name: 'second', client, props: { scope } },
      ])
      await settle()
      press('first')
      await pass(1_000)
      expect([text('first'), text('second')]).toEqual(['1 PENDING', '1 PENDING'])
      await pass(20_000)
      expect([text('first'), text('second')]).toEqual(['1 COMPLETED', '1 COMPLETED'])
      expect(polls).toEqual([2_000, 4_000, 6_000])
      expect(told).toHaveBeenCalledOnce()
    },
  )
})

describe('a client of another region under the same scope', () => {
  it('shows its own list; the list of the first region is back afterwards', async () => {
    const us = createServer('https://us1.api.test', 'COMPLETED', 60_000)
    const ie = createServer('https://ie1.api.test', 'COMPLETED', 60_000)
    const queryClient = new QueryClient()
    const page = (client: OperationsClient) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} scope="mara">
          <Shown name="list" />
        </OperationsProvider>
      </QueryClientProvider>
    )
    const { rerender } = render(page(us.client))
    await settle()
    press('list')
    await pass(1_000)
    rerender(page(ie.client))
    await pass(1_000)
    expect(text('list')).toBe('0 IDLE')
    rerender(page(us.client))
    await pass(1_000)
    expect(text('list')).toBe('1 PENDING')
    expect(ie.polls).toEqual([])
  })
})
