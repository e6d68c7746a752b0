'use client'

import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

import { useHome } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import type { Configuration } from '../api/configuration.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import { useOrchestratorClient, useReadRetry } from './OrchestratorProvider.tsx'

/** The query options, with the cache key, of one configuration. */
export function configurationQuery({ configurations }: OrchestratorClient, home: string, id: string) {
  return queryOptions({
    queryKey: [...resourcesKey(home, 'configuration'), 'one', id],
    queryFn: ({ signal }) => configurations.get(id, { signal }),
  })
}

/** The result of {@link useConfiguration}. */
export interface UseConfigurationResult {
  readonly resource: Configuration | undefined
  /** True until the first read ends; false without an ID. */
  readonly isLoading: boolean
  /** Why the last read failed. Data from an earlier read stays available. */
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

/** Reads one configuration. Refetches when an operation that changes configurations completes. */
export function useConfiguration(id: string | null | undefined): UseConfigurationResult {
  const client = useOrchestratorClient('useConfiguration')
  const query = configurationQuery(client, useHome('useConfiguration'), id ?? '')
  const retry = useReadRetry()
  const { data, error, isPending, refetch } = useQuery({
    ...query,
    retry,
    ...(!id && { queryFn: skipToken }),
  })
  return { resource: data, isLoading: isPending && Boolean(id), error, refetch }
}

/**
 * Returns a function that reads a configuration from the server instead of the cache, and caches the result.
 * It rejects with the error of the read.
 */
export function useFreshConfiguration(id: string): () => Promise<Configuration> {
  const client = useOrchestratorClient('useFreshConfiguration')
  const home = useHome('useFreshConfiguration')
  const queryClient = useQueryClient()
  return useCallback(async () => {
    const query = configurationQuery(client, home, id)
    // A read in progress may have started before the latest change.
    await queryClient.cancelQueries({ queryKey: query.queryKey, exact: true })
    return queryClient.fetchQuery({ ...query, staleTime: 0 })
  }, [client, home, queryClient, id])
}
