'use client'

import { skipToken, useQuery } from '@tanstack/react-query'

import { createPriorityQueue } from '../../client/polling/priorityQueue.ts'
import { useHome } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import { OperationWaitError } from '../../protocol/errors.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import type { MemoryStore } from '../api/memoryStore.ts'
import { isPermanent, useOrchestratorClient, useReadRetry } from './OrchestratorProvider.tsx'

/** The result of {@link useMemoryStores}. */
export interface UseMemoryStoresResult {
  readonly memoryStores: readonly MemoryStore[]
  /** True until the first read ends. */
  readonly isLoading: boolean
  /** Why the last read failed. Data from an earlier read stays available. */
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

/**
 * The maximum number of stores to read. The API's list contains only IDs, so each name costs a request. An
 * account has at most 15 stores (API reference, Store).
 */
const MAX_STORES_READ = 30
/** The number of connections that a browser opens to one host. */
const READS_AT_ONCE = 6
const NONE: readonly MemoryStore[] = []

/**
 * Lists memory stores with their names: at most 30, read 6 at a time. Refetches when an operation that
 * changes memory stores completes.
 */
export function useMemoryStores(): UseMemoryStoresResult {
  const { memoryStores } = useOrchestratorClient('useMemoryStores')
  const home = useHome('useMemoryStores')
  const retry = useReadRetry()
  const { data, isPending, error, refetch } = useQuery({
    retry,
    queryKey: [...resourcesKey(home, 'memoryStore'), 'list'],
    queryFn: async ({ signal }) => {
      const { items } = await memoryStores.list({ pageSize: MAX_STORES_READ, signal })
      const queue = createPriorityQueue(READS_AT_ONCE)
      return Promise.all(
        items.slice(0, MAX_STORES_READ).map(async (id) => {
          const release = await queue.take()
          return memoryStores.get(id, { signal }).finally(release)
        }),
      )
    },
  })
  return { memoryStores: data ?? NONE, isLoading: isPending, error, refetch }
}

/** The poll interval while a store is being provisioned, which takes seconds. */
const PROVISIONING_POLL_MS = 2_000

/** Options of {@link useMemoryStore}. */
export interface UseMemoryStoreOptions {
  /**
   * Waits until the store is ACTIVE, which is not always so when its operation completes. `resource` stays
   * `undefined` until then, and the wait ends after the client's `stuckAfterMs`. Default false.
   */
  readonly waitUntilActive?: boolean
}

/** A memory store as it was read. `etag` is for `ifMatch`. */
type StoredMemoryStore = MemoryStore & { readonly etag?: string }

/**
 * The result of {@link useMemoryStore}.
 *
 * - `none`: no ID was given. `waiting`: it has not been read yet, or is still being provisioned.
 * - `active`: it can be used. `failed`: provisioning failed, and it will never be usable.
 * - `late`: with `waitUntilActive`, it was not ACTIVE within the client's `stuckAfterMs`.
 * - `unreadable`: it cannot be read.
 */
export type UseMemoryStoreResult = {
  /** True until the first read ends; false without an ID. */
  readonly isLoading: boolean
  /** Reads again. With `waitUntilActive`, waits again. */
  readonly refetch: () => Promise<unknown>
} & (
  | { readonly state: 'none'; readonly resource: undefined; readonly error: null }
  | { readonly state: 'unreadable'; readonly resource: undefined; readonly error: Error }
  | (StoreState & {
      /** Why the last read failed. Data from an earlier read stays available. */
      readonly error: Error | null
    })
)

type StoreState =
  | { readonly state: 'waiting' | 'failed'; readonly resource: StoredMemoryStore | undefined }
  | { readonly state: 'active'; readonly resource: StoredMemoryStore }
  | { readonly state: 'late'; readonly resource: undefined }

/** The outcome of waiting. */
type Waited =
  | { readonly state: 'active'; readonly memoryStore: StoredMemoryStore }
  | { readonly state: 'failed' | 'late' }

/**
 * Reads one memory store, and polls it every 2 s until it is ACTIVE or FAILED.
 *
 * @throws MissingProviderError if there is no provider, or its client is not an `OrchestratorClient`
 */
export function useMemoryStore(
  id: string | null | undefined,
  { waitUntilActive = false }: UseMemoryStoreOptions = {},
): UseMemoryStoreResult {
  const { memoryStores } = useOrchestratorClient('useMemoryStore')
  const home = useHome('useMemoryStore')
  const retry = useReadRetry()
  const query = useQuery<StoredMemoryStore | Waited>(
    waitUntilActive
      ? {
          queryKey: [...resourcesKey(home, 'memoryStore'), 'active', id],
          queryFn: id ? ({ signal }) => wait(memoryStores, id, signal) : skipToken,
          // `waitUntilActive` of the client already retries when that may help.
          retry: false,
          // ACTIVE and FAILED are final.
          staleTime: Infinity,
        }
      : {
          queryKey: [...resourcesKey(home, 'memoryStore'), 'one', id],
          queryFn: id ? ({ signal }) => memoryStores.get(id, { signal }) : skipToken,
          retry,
          refetchInterval: ({ state: { data, error } }) =>
            !isPermanent(error) && isProvisioning(data) ? PROVISIONING_POLL_MS : false,
        },
  )
  const { data, error, isPending, refetch } = query
  if (!id) return { state: 'none', resource: undefined, isLoading: false, error: null, refetch }
  const read = { isLoading: isPending, error, refetch }
  const seen = data && toState(data)
  const isOpen = seen?.state !== 'active' && seen?.state !== 'failed'
  // Read last: only a caller that waits renders again when a fetch begins.
  if (waitUntilActive && isOpen && query.isFetching) return { ...read, state: 'waiting', resource: undefined }
  if (seen) return { ...read, ...seen }
  return error
    ? { ...read, state: 'unreadable', resource: undefined, error }
    : { ...read, state: 'waiting', resource: undefined }
}

/** Only a memory store has an ID. */
function toState(data: StoredMemoryStore | Waited): StoreState {
  if (!('id' in data))
    return data.state === 'active'
      ? { state: data.state, resource: data.memoryStore }
      : { state: data.state, resource: undefined }
  if (data.status === 'ACTIVE') return { state: 'active', resource: data }
  return { state: data.status === 'FAILED' ? 'failed' : 'waiting', resource: data }
}

function isProvisioning(data: StoredMemoryStore | Waited | undefined): boolean {
  return data !== undefined && 'id' in data && (data.status === 'QUEUED' || data.status === 'PROVISIONING')
}

async function wait(
  { waitUntilActive }: OrchestratorClient['memoryStores'],
  id: string,
  signal: AbortSignal,
): Promise<Waited> {
  try {
    return { state: 'active', memoryStore: await waitUntilActive(id, { signal }) }
  } catch (error) {
    if (!(error instanceof OperationWaitError)) throw error
    return { state: error.kind === 'unavailable' ? 'failed' : 'late' }
  }
}
