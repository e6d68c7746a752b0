'use client'

import { useQuery } from '@tanstack/react-query'

import { createPriorityQueue } from '../../client/polling/priorityQueue.ts'
import { useHome } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import type { MemoryStore } from '../api/memoryStore.ts'
import { useOrchestratorClient, useReadRetry } from './resourceQuery.ts'

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
