'use client'
import { skipToken, useQuery } from '@tanstack/react-query'

import { resourcesKey } from '../../hooks/resourcesKey.ts'
import { useHome } from '../../hooks/useOperationsContext.ts'
import { WaitError } from '../../protocol/errors.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import type { MemoryStore } from '../api/memoryStore.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/**
 * A memory store on its way to be usable.
 *
 * - `none`: no ID was given. `waiting`: it is read again and again.
 * - `active`: it can be used. `failed`: setting it up has failed, and it never will be.
 * - `late`: it takes longer than it should. `unreadable`: it cannot be read.
 */
export interface ActiveMemoryStore {
  readonly state: 'none' | 'waiting' | 'active' | 'failed' | 'late' | 'unreadable'
  readonly memoryStore: MemoryStore | undefined
  /** Waits once more. */
  readonly refetch: () => Promise<unknown>
}

/** What waiting has come to. */
interface Waited {
  readonly state: 'active' | 'failed' | 'late'
  readonly memoryStore?: MemoryStore
}

/** Waits until a memory store is ACTIVE: a completed operation and an ACTIVE store are two facts. */
export function useActiveMemoryStore(id: string | null | undefined): ActiveMemoryStore {
  const { memoryStores } = useOrchestratorClient('useActiveMemoryStore')
  const home = useHome('useActiveMemoryStore')
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...resourcesKey(home, 'memoryStore'), 'active', id],
    queryFn: id ? ({ signal }) => wait(memoryStores, id, signal) : skipToken,
    // It asks again by itself where that may help.
    retry: false,
    // ACTIVE and FAILED are the end.
    staleTime: Infinity,
  })
  const isWaiting = isFetching && data?.state !== 'active' && data?.state !== 'failed'
  const state = id ? (isWaiting ? 'waiting' : (data?.state ?? (error ? 'unreadable' : 'waiting'))) : 'none'
  return { state, memoryStore: data?.memoryStore, refetch }
}

async function wait(
  { waitUntilActive }: OrchestratorClient['memoryStores'],
  id: string,
  signal: AbortSignal,
): Promise<Waited> {
  try {
    return { state: 'active', memoryStore: await waitUntilActive(id, { signal }) }
  } catch (error) {
    if (!(error instanceof WaitError)) throw error
    return { state: error.kind === 'unavailable' ? 'failed' : 'late' }
  }
}
