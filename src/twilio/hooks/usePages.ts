'use client'

import { skipToken, useInfiniteQuery } from '@tanstack/react-query'
import type { QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Page } from '../api/pages.ts'
import { useReadRetry } from './resourceQuery.ts'

/** How the reading of a list goes. */
export interface PagesResult {
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

/** Not `undefined`, because a cache persisted as JSON would turn it into `null`. */
const FIRST_PAGE: string | null = null
/** One list for all renders without data. */
const NONE: readonly never[] = []

/**
 * Reads a list page by page, and returns the entries of all pages read so far.
 *
 * @param list reads one page; `undefined`: reads nothing
 */
export function usePages<TItem>(
  queryKey: QueryKey,
  list: ((page: { pageToken: string | undefined; signal: AbortSignal }) => Promise<Page<TItem>>) | undefined,
): PagesResult & { readonly items: readonly TItem[] } {
  const retry = useReadRetry()
  const { data, isPending, isFetching, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey,
      queryFn: list
        ? ({ pageParam, signal }) => list({ pageToken: pageParam ?? undefined, signal })
        : skipToken,
      initialPageParam: FIRST_PAGE,
      getNextPageParam: ({ nextToken }) => nextToken,
      retry,
    })
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? NONE, [data])
  return {
    items,
    isLoading: isPending && list !== undefined,
    error,
    isFetching,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    refetch,
  }
}
