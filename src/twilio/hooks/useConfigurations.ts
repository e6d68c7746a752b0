'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { useHome } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import type { Configuration } from '../api/configuration.ts'
import { useOrchestratorClient, useReadRetry } from './resourceQuery.ts'

/** Options of {@link useConfigurations}. */
export interface UseConfigurationsOptions {
  /** Returns only configurations that use this memory store. */
  readonly memoryStoreId?: string
  /** Configurations per page, 1 to 1000. Default: 50, like the API's own default. */
  readonly pageSize?: number
}

/** The result of {@link useConfigurations}. */
export interface UseConfigurationsResult {
  /** The configurations of all pages read so far. */
  readonly configurations: readonly Configuration[]
  /** True until the first read ends. */
  readonly isLoading: boolean
  /** Why the last read failed. Data from an earlier read stays available. */
  readonly error: Error | null
  /** True during any read, including refetches. */
  readonly isFetching: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
  readonly refetch: () => Promise<unknown>
}

const NONE: readonly Configuration[] = []
/** Not `undefined`, because a cache persisted as JSON would turn it into `null`. */
const FIRST_PAGE: string | null = null

/** Lists configurations page by page. Refetches when an operation that changes configurations completes. */
export function useConfigurations({
  memoryStoreId,
  pageSize = 50,
}: UseConfigurationsOptions = {}): UseConfigurationsResult {
  const { configurations } = useOrchestratorClient('useConfigurations')
  const home = useHome('useConfigurations')
  const retry = useReadRetry()
  const { data, isPending, isFetching, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey: [...resourcesKey(home, 'configuration'), 'list', { memoryStoreId, pageSize }],
      queryFn: ({ pageParam, signal }) =>
        configurations.list({ memoryStoreId, pageSize, pageToken: pageParam ?? undefined, signal }),
      initialPageParam: FIRST_PAGE,
      getNextPageParam: ({ nextToken }) => nextToken,
      retry,
    })
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? NONE, [data])
  return {
    configurations: items,
    isLoading: isPending,
    error,
    isFetching,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    refetch,
  }
}
