'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { resourcesKey } from '../../hooks/resourcesKey.ts'
import { useHome } from '../../hooks/useOperationsContext.ts'
import { useReadRetry } from '../../hooks/useReadRetry.ts'
import type { Configuration } from '../api/configuration.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** Options of {@link useConfigurations}. */
export interface UseConfigurationsOptions {
  /** Only those on this memory store. */
  readonly memoryStoreId?: string
  /** Per page, 1 to 1000. Default: 50, as the API's own. */
  readonly pageSize?: number
}

/** What {@link useConfigurations} gives. */
export interface ConfigurationsResult {
  /** Those of all pages read so far. */
  readonly configurations: readonly Configuration[]
  /** True until the first page is there. */
  readonly isLoading: boolean
  /** Why the last read failed; what was read before is still shown. */
  readonly error: Error | null
  /** True while anything is read, also anew. */
  readonly isFetching: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
  readonly refetch: () => Promise<unknown>
}

const NONE: readonly Configuration[] = []
/** Not undefined, which a cache kept as JSON gives back as null. */
const FIRST_PAGE: string | null = null

/** Lists configurations page by page. Read anew when an operation that changes them completes. */
export function useConfigurations({
  memoryStoreId,
  pageSize = 50,
}: UseConfigurationsOptions = {}): ConfigurationsResult {
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
