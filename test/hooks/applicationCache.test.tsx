import { QueryClient, QueryClientProvider, keepPreviousData } from '@tanstack/react-query'
import type { DefaultOptions } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { OperationsProvider, useAsyncOperation, useAsyncOperations } from 'react-accepted'
import { describe, expect, it } from 'vitest'

import { START, acceptedNow, createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

const slowly = (ms: number, response: Response) =>
  new Promise<Response>((resolve) => {
    setTimeout(() => resolve(response), ms)
  })

/** What an application may do to its whole cache, including queries that it does not know. */
const ACTIONS: Record<string, (queryClient: QueryClient) => unknown> = {
  'cancelQueries()': (queryClient) => queryClient.cancelQueries(),
  'cancelQueries() without revert': (queryClient) => queryClient.cancelQueries({}, { revert: false }),
  'cancelQueries() three times': async (queryClient) => {
    for (let time = 0; time < 3; time += 1) await queryClient.cancelQueries()
  },
  'clear()': (queryClient) => queryClient.clear(),
  'clear() of the query cache': (queryClient) => queryClient.getQueryCache().clear(),
  'removeQueries()': (queryClient) => queryClient.removeQueries(),
  'resetQueries()': (queryClient) => queryClient.resetQueries(),
  'invalidateQueries()': (queryClient) => queryClient.invalidateQueries(),
  'refetchQueries()': (queryClient) => queryClient.refetchQueries(),
}
const MOMENTS: Record<string, number> = {
  'while the first poll is in flight': 500,
  'between two polls': 2_500,
  'while a later poll is in flight': 3_500,
}
const REFS = { 'a bare ID': () => '1', 'a 202': () => acceptedNow('1', 1_000) }

describe.each(Object.entries(ACTIONS))('%s', (_, act) => {
  for (const [moment, atMs] of Object.entries(MOMENTS)) {
    for (const [name, toRef] of Object.entries(REFS)) {
      it(`neither ends the watch of ${name} nor polls early ${moment}`, async () => {
        // Each response takes a second and asks for a wait of two more.
        const engine = createEngine((__, poll) => slowly(1_000, says(poll < 3 ? 'PENDING' : 'COMPLETED')))
        const ref = toRef()
        const hook = renderHook(() => [useAsyncOperation(ref), ...useAsyncOperations([ref])], {
          wrapper: engine.Wrapper,
        })
        const firstMs = name === 'a 202' ? 1_000 : 0
        await pass(firstMs + atMs)
        void act(engine.queryClient)
        await pass(20_000)
        expect(hook.result.current.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED'])
        expect(engine.times()).toEqual([firstMs, firstMs + 3_000, firstMs + 6_000])
      })
    }
  }
})

describe.each<[string, NonNullable<DefaultOptions['queries']>]>([
  ['enabled: false', { enabled: false }],
  ['enabled as a function', { enabled: () => false }],
  ['refetchOnMount: false', { refetchOnMount: false }],
  ['refetchOnWindowFocus: false', { refetchOnWindowFocus: false }],
  ['refetchOnReconnect: false', { refetchOnReconnect: false }],
  ['refetchInterval: 50', { refetchInterval: 50 }],
  ['refetchInterval: false', { refetchInterval: false }],
  ['staleTime: Infinity', { staleTime: Infinity }],
  ['staleTime: static', { staleTime: 'static' }],
  ['gcTime: 0', { gcTime: 0 }],
  ['networkMode: always', { networkMode: 'always' }],
  ['networkMode: offlineFirst', { networkMode: 'offlineFirst' }],
  ['retry: 5', { retry: 5, retryDelay: 10 }],
  ['retryOnMount: false', { retryOnMount: false }],
  ['throwOnError', { throwOnError: true }],
  ['select', { select: () => 'mine' }],
  ['placeholderData', { placeholderData: { mine: true } }],
  ['placeholderData: keepPreviousData', { placeholderData: keepPreviousData }],
  ['initialData', { initialData: { mine: true } }],
  ['initialDataUpdatedAt', { initialDataUpdatedAt: 0 }],
  ['notifyOnChangeProps: []', { notifyOnChangeProps: [] }],
  ['structuralSharing: false', { structuralSharing: false }],
  ['queryFn', { queryFn: () => 'mine' }],
  ['queryKeyHashFn', { queryKeyHashFn: (key) => `mine ${JSON.stringify(key)}` }],
  ['subscribed: false', { subscribed: false } as object],
])('the application’s default %s', (_, queries) => {
  it.each(Object.entries(REFS))('changes nothing for %s', async (name, toRef) => {
    const engine = createEngine((__, poll) => says(poll < 3 ? 'PENDING' : 'COMPLETED'))
    const queryClient = new QueryClient({ defaultOptions: { queries } })
    function Wrapper({ children }: { children: ReactNode }) {
      return (
        <QueryClientProvider client={queryClient}>
          <OperationsProvider client={engine.client}>{children}</OperationsProvider>
        </QueryClientProvider>
      )
    }
    const ref = toRef()
    const hook = renderHook(() => [useAsyncOperation(ref), ...useAsyncOperations([ref])], {
      wrapper: Wrapper,
    })
    await pass(0)
    expect(hook.result.current.map(({ status }) => status)).toEqual(['PENDING', 'PENDING'])
    await pass(10_000)
    expect(hook.result.current.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED'])
    const firstMs = name === 'a 202' ? 1_000 : 0
    expect(engine.times()).toEqual([firstMs, firstMs + 2_000, firstMs + 4_000])
    expect(Date.now()).toBe(START + 10_000)
  })
})
