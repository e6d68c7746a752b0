import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import {
  IsRestoringProvider,
  QueryClient,
  QueryClientProvider,
  dehydrate,
  hydrate,
} from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import {
  OperationsProvider,
  asyncOperationOptions,
  useAsyncOperation,
  useAsyncOperations,
} from 'react-accepted'
import type { AsyncOperation } from 'react-accepted'
import type { AcceptedOperation, OperationsClient } from 'react-accepted/client'
import {
  useConfiguration,
  useConfigurations,
  useDataMapping,
  useDataMappings,
  useIdentityResolutionSettings,
  useMemoryStore,
  useMemoryStores,
  useTraitGroup,
  useTraitGroups,
} from 'react-accepted/twilio'
import { createMemoryStoreClient } from 'react-accepted/twilio/client'
import { describe, expect, it } from 'vitest'

import { createEngine, says } from '../../hooks/createEngine.tsx'
import { accept, createHarness, pass } from '../../hooks/harness.tsx'

/** The fixed words of the cache keys that our source creates. */
const KEYS = [
  ['react-accepted/operation'],
  ['react-accepted/resources', 'configuration', 'list'],
  ['react-accepted/resources', 'configuration', 'one'],
  ['react-accepted/resources', 'memoryStore', 'active'],
  ['react-accepted/resources', 'memoryStore', 'list'],
  ['react-accepted/resources', 'memoryStore', 'one'],
  ['react-accepted/resources', 'traitGroup', 'list'],
  ['react-accepted/resources', 'traitGroup', 'one'],
  ['react-accepted/resources', 'dataMapping', 'list'],
  ['react-accepted/resources', 'dataMapping', 'one'],
  ['react-accepted/resources', 'identityResolutionSettings', 'one'],
]
/** What a store contains: one place in the source makes the keys of all three. */
const PARTS = /^(?:traitGroup|dataMapping|identityResolutionSettings)$/

const GROUP = { displayName: 'Contact', traits: { email: { dataType: 'STRING' } } }
const MAPPING = {
  displayName: 'crm-contacts',
  mappingTo: {
    type: 'TRAITS',
    mappings: [{ expression: 'mail', traitGroup: 'Contact', traitName: 'email' }],
  },
  mappingFrom: { type: 'INGRESS', columns: ['mail'] },
}

const DRESSED = {
  displayName: 'Persisted Desk',
  conversationGroupingType: 'GROUP_BY_PROFILE' as const,
  description: 'With everything',
  channelSettings: {
    SMS: { statusTimeouts: { inactive: 5, closed: null }, captureRules: [{ from: '*', to: '+15550100100' }] },
  },
  statusCallbacks: [{ url: 'https://example.com/status', method: 'POST' as const }],
}

interface Shown {
  readonly id: string
  readonly storeId: string
  readonly mappingId: string
  readonly ref: AcceptedOperation
}

/** Calls every hook of ours that reads into the cache. */
function useEverything({ id, storeId, mappingId, ref }: Shown) {
  const all = useConfigurations({ pageSize: 2 })
  const narrowed = useConfigurations({ memoryStoreId: storeId })
  return {
    all,
    narrowed,
    one: useConfiguration(id),
    stores: useMemoryStores(),
    store: useMemoryStore(storeId),
    active: useMemoryStore(storeId, { waitUntilActive: true }),
    groups: useTraitGroups(storeId, { includeTraits: true }),
    group: useTraitGroup(storeId, 'Contact'),
    mappings: useDataMappings(storeId),
    mapping: useDataMapping(storeId, mappingId),
    settings: useIdentityResolutionSettings(storeId),
    operation: useAsyncOperation(ref),
    operations: useAsyncOperations([ref]),
  }
}

/** What a page shows of a result: no functions, and no mark of a background refetch. */
function toShown(result: object): unknown {
  return JSON.parse(
    JSON.stringify(result, (key, value: unknown) => (key === 'isFetching' ? undefined : value)),
  )
}

/** The cache as a persister stores it. */
function keep(queryClient: QueryClient): string {
  return JSON.stringify(dehydrate(queryClient))
}

/** A page whose cache is restored some time after it opens, as with PersistQueryClientProvider. */
function createRestoredPage(client: OperationsClient, kept: string, queryClient = new QueryClient()) {
  const page = { isRestoring: true }
  function Wrapper({ children }: { children: ReactNode }) {
    return (
      <QueryClientProvider client={queryClient}>
        <IsRestoringProvider value={page.isRestoring}>
          <OperationsProvider client={client} storage={null}>
            {children}
          </OperationsProvider>
        </IsRestoringProvider>
      </QueryClientProvider>
    )
  }
  const restore = () => {
    hydrate(queryClient, JSON.parse(kept))
    page.isRestoring = false
  }
  return { queryClient, Wrapper, restore }
}

async function readEverything() {
  const harness = createHarness({}, {}, { storage: null })
  const { client, simulator, Wrapper, queryClient } = harness
  const listing = client.memoryStores.list()
  await pass(0)
  const storeId = (await listing).items[0] ?? ''
  const creating = client.configurations.create({ ...DRESSED, memoryStoreId: storeId })
  await pass(0)
  await creating
  const { traitGroups, dataMappings } = createMemoryStoreClient(client, storeId)
  const adding = Promise.all([traitGroups.create(GROUP), dataMappings.create(MAPPING)])
  await pass(0)
  await adding
  await pass(30_000)
  const mapping = dataMappings.list()
  await pass(0)
  const mappingId = (await mapping).items[0]?.id ?? ''
  const finding = client.configurations.list()
  await pass(0)
  const id = (await finding).items.find(({ displayName }) => displayName === DRESSED.displayName)?.id ?? ''
  const ref = await accept(client, { displayName: 'On its way' })
  const props = { id, storeId, mappingId, ref }
  const hook = renderHook(useEverything, { wrapper: Wrapper, initialProps: props })
  await pass(1_000)
  act(() => void hook.result.current.all.fetchNextPage())
  await pass(1_000)
  return { ...harness, props, hook, queryClient, simulator }
}

const refused = (simulator: ReturnType<typeof createHarness>['simulator']) =>
  simulator.log().filter(({ status }) => status !== null && status >= 400)

describe('a cache that is persisted as JSON', () => {
  it('is tested here with every key in the source', async () => {
    const { queryClient } = await readEverything()
    const cached = queryClient.getQueryCache().getAll()
    const untried = KEYS.filter(
      ([kind, ...words]) =>
        !cached.some(({ queryKey: [name, , ...rest] }) =>
          [kind === name, ...words.map((word, index) => rest[index] === word)].every(Boolean),
        ),
    )
    expect(untried).toEqual([])
    const made = listSources('src').flatMap(
      (file) => readFileSync(file, 'utf8').match(/\[\.\.\.resourcesKey\(home, ('\w+'|part)\), '\w+'/g) ?? [],
    )
    const written = made.map((text) => text.match(/\w+(?=')|part(?=\))/g)?.join('/'))
    const tried = KEYS.slice(1).map(([, type = '', word]) => `${PARTS.test(type) ? 'part' : type}/${word}`)
    expect(new Set(written)).toEqual(new Set(tried))
  })

  it.each([
    ['immediately', 0],
    ['a day later', 86_400_000],
  ])('shows the same when it is restored %s, and sends no invalid request', async (_, laterMs) => {
    const { simulator, createClient, queryClient, hook, props } = await readEverything()
    const before = toShown(hook.result.current)
    const kept = keep(queryClient)
    hook.unmount()
    queryClient.clear()
    await pass(laterMs)
    const page = createRestoredPage(createClient(), kept)
    const restored = renderHook(useEverything, { wrapper: page.Wrapper, initialProps: props })
    page.restore()
    restored.rerender(props)
    expect(toShown(restored.result.current)).toEqual(before)
    await pass(60_000)
    await act(async () => void page.queryClient.invalidateQueries())
    await pass(60_000)
    expect(refused(simulator)).toEqual([])
    const { all, narrowed, one, stores, store, active, operation } = restored.result.current
    expect([all, narrowed, one, stores, store].map(({ error }) => error)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect(all.configurations.length).toBeGreaterThanOrEqual(4)
    expect(operation.status).toBe('COMPLETED')
    expect(active.state).toBe('active')
  })

  it('recovers if an earlier version wrote null for the first page', async () => {
    const { simulator, createClient, queryClient, hook, props } = await readEverything()
    const old = keep(queryClient).replaceAll(/"pageParams":\[[^,\]]*/g, '"pageParams":[null')
    hook.unmount()
    const page = createRestoredPage(createClient(), old)
    const restored = renderHook(useEverything, { wrapper: page.Wrapper, initialProps: props })
    page.restore()
    restored.rerender(props)
    await act(async () => void page.queryClient.invalidateQueries())
    await pass(60_000)
    expect(restored.result.current.all.error).toBeNull()
    expect(refused(simulator)).toEqual([])
  })

  it.each<[string, (ref: string) => AsyncOperation | undefined]>([
    ['useAsyncOperation', (ref) => useAsyncOperation(ref)],
    ['useAsyncOperations', (ref) => useAsyncOperations([ref])[0]],
  ])(
    'holds back the polls of %s until the cache is restored, and then until they are due',
    async (_, useOne) => {
      const { createClient, times } = createEngine(() => says('PENDING', 60))
      const first = new QueryClient()
      await first.prefetchQuery(asyncOperationOptions(createClient(), 'job-1'))
      const page = createRestoredPage(createClient(), keep(first))
      const { result, rerender } = renderHook(useOne, { wrapper: page.Wrapper, initialProps: 'job-1' })
      await pass(1_000)
      expect(result.current?.status).toBe('LOADING')
      page.restore()
      rerender('job-1')
      expect(result.current?.status).toBe('PENDING')
      await pass(58_999)
      expect(times()).toEqual([0])
      await pass(1)
      expect(times()).toEqual([0, 60_000])
    },
  )
})

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listSources(join(folder, entry.name)) : join(folder, entry.name),
  )
}
