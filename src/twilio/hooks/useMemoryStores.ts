'use client'
import { useQuery } from '@tanstack/react-query'

import { createSlots } from '../../client/slots.ts'
import { resourcesKey } from '../../hooks/resourcesKey.ts'
import { useHome } from '../../hooks/useOperationsContext.ts'
import { useReadRetry } from '../../hooks/useReadRetry.ts'
import type { MemoryStore } from '../api/memoryStore.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** What {@link useMemoryStores} gives. */
export interface MemoryStoresResult {
  readonly memoryStores: readonly MemoryStore[]
  /** True until they are there. */
  readonly isLoading: boolean
  /** Why the last read failed; what was read before is still shown. */
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

/**
 * How many stores are read by name at most. The API's list gives IDs only, so that each name costs a request; an
 * account has at most 15 stores (API reference, Store).
 */
const MAX_STORES_READ = 30
/** As many connections as a browser opens to one host. */
const READS_AT_ONCE = 6
const NONE: readonly MemoryStore[] = []

/** Lists memory stores with their names. Read anew when an operation that changes them completes. */
export function useMemoryStores(): MemoryStoresResult {
  const { memoryStores } = useOrchestratorClient('useMemoryStores')
  const home = useHome('useMemoryStores')
  const retry = useReadRetry()
  const { data, isPending, error, refetch } = useQuery({
    retry,
    queryKey: [...resourcesKey(home, 'memoryStore'), 'list'],
    queryFn: async ({ signal }) => {
      const { items } = await memoryStores.list({ pageSize: MAX_STORES_READ, signal })
      const slots = createSlots(READS_AT_ONCE)
      return Promise.all(
        items.slice(0, MAX_STORES_READ).map(async (id) => {
          const release = await slots.take()
          return memoryStores.get(id, { signal }).finally(release)
        }),
      )
    },
  })
  return { memoryStores: data ?? NONE, isLoading: isPending, error, refetch }
}
