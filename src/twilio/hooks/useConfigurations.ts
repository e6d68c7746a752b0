'use client'

import { queryOptions, skipToken, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'

import { useHome, useOperationsTracker } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import type { CreatedResource } from '../../hooks/trackedOperations.ts'
import { RequestError } from '../../protocol/errors.ts'
import { isGone } from '../../protocol/failure.ts'
import type { Configuration } from '../api/configuration.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import { useOrchestratorClient, useReadRetry } from './OrchestratorProvider.tsx'
import type { PagesResult } from './usePages.ts'
import { usePages } from './usePages.ts'

/** Options of {@link useConfigurations}. */
export interface UseConfigurationsOptions {
  /** Returns only configurations that use this memory store. */
  readonly memoryStoreId?: string
  /** Configurations per page, 1 to 1000. Default: 50, like the API's own default. */
  readonly pageSize?: number
}

/** The result of {@link useConfigurations}. */
export interface UseConfigurationsResult extends PagesResult {
  /** The configurations of all pages read so far. */
  readonly configurations: readonly Configuration[]
}

/** Lists configurations page by page. Refetches when an operation that changes configurations completes. */
export function useConfigurations({
  memoryStoreId,
  pageSize = 50,
}: UseConfigurationsOptions = {}): UseConfigurationsResult {
  const { configurations } = useOrchestratorClient('useConfigurations')
  const home = useHome('useConfigurations')
  const { items, ...pages } = usePages(
    [...resourcesKey(home, 'configuration'), 'list', { memoryStoreId, pageSize }],
    (page) => configurations.list({ memoryStoreId, pageSize, ...page }),
  )
  return { configurations: items, ...pages }
}

/** A configuration that was created in this session. */
export interface NewConfiguration {
  readonly created: CreatedResource
  /** `undefined` until it has been read. */
  readonly configuration: Configuration | undefined
}

/**
 * The configurations that were created in this session, newest first. Those that the list does not contain
 * are read individually. Those that no longer exist are left out.
 *
 * @param memoryStoreId returns only configurations that use this store
 */
export function useNewConfigurations(
  { configurations, isLoading, isFetching }: UseConfigurationsResult,
  memoryStoreId: string | undefined,
): readonly NewConfiguration[] {
  const client = useOrchestratorClient('useNewConfigurations')
  const home = useHome('useNewConfigurations')
  const { created } = useOperationsTracker('useNewConfigurations')
  const retry = useReadRetry()
  const all = useSyncExternalStore(created.subscribe, created.list, created.list)
  const listed = new Map(configurations.map((one) => [one.id, one]))
  const wanted = all.filter(({ type, id, isDeleted, accepted: { hint } }) => {
    const isOurs = memoryStoreId === undefined || hint?.['memoryStoreId'] === memoryStoreId
    return !isLoading && type === 'configuration' && (listed.has(id) || (isOurs && !isDeleted))
  })
  const reads = useQueries({
    queries: wanted.map(({ id }) => ({
      ...configurationQuery(client, home, id),
      retry,
      enabled: !isFetching && !listed.has(id),
    })),
  })
  return wanted.flatMap((one, index): NewConfiguration[] => {
    const { data, error } = reads[index] ?? {}
    if (!listed.has(one.id) && error instanceof RequestError && isGone(error.failure)) return []
    return [{ created: one, configuration: listed.get(one.id) ?? data }]
  })
}

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
