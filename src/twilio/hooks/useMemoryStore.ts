'use client'
import { skipToken, useQuery } from '@tanstack/react-query'

import { resourcesKey } from '../../hooks/resourcesKey.ts'
import { useHome } from '../../hooks/useOperationsContext.ts'
import { isClearNo, useReadRetry } from '../../hooks/useReadRetry.ts'
import type { MemoryStore } from '../api/memoryStore.ts'
import type { ResourceResult } from './resourceResult.ts'
import { toResourceResult } from './resourceResult.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** While a store is being provisioned it is read this often; provisioning takes seconds. */
const PROVISIONING_POLL_MS = 2_000

/** Reads one memory store, again and again until it is ACTIVE or FAILED. `etag` is there for a conditional change. */
export function useMemoryStore(
  id: string | null | undefined,
): ResourceResult<MemoryStore & { etag?: string }> {
  const { memoryStores } = useOrchestratorClient('useMemoryStore')
  const home = useHome('useMemoryStore')
  const retry = useReadRetry()
  const { data, error, isPending, refetch } = useQuery({
    retry,
    queryKey: [...resourcesKey(home, 'memoryStore'), 'one', id],
    queryFn: id ? ({ signal }) => memoryStores.get(id, { signal }) : skipToken,
    refetchInterval: ({ state }) =>
      !isClearNo(state.error) && (state.data?.status === 'QUEUED' || state.data?.status === 'PROVISIONING')
        ? PROVISIONING_POLL_MS
        : false,
  })
  return toResourceResult({ data, error, isPending, refetch }, id)
}
