'use client'

import { replaceEqualDeep, skipToken, useInfiniteQuery } from '@tanstack/react-query'
import type { QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'

import { readField, readText } from '../../protocol/json.ts'
import type { Page } from '../api/pages.ts'
import { useReadRetry } from './OrchestratorProvider.tsx'

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
 * Reuses the object of each entry that has not changed, so that its row does not render again. TanStack Query
 * compares entries at the same place, but after a deletion all later ones have moved.
 */
function keepEntries(before: unknown, after: unknown): unknown {
  const kept: unknown = replaceEqualDeep(before, after)
  if (kept === before) return before
  const known = new Map(listOf(before, 'pages').flatMap(toEntries))
  const moved = listOf(after, 'pages').map((page, at) => ({
    items: toEntries(page, at).map(([key]) => known.get(key)),
  }))
  return replaceEqualDeep({ pages: moved }, after)
}

/** The entries of a page by their IDs. One without an ID, such as a trait group, is known by its place. */
function toEntries(page: unknown, at: number): [key: string, entry: unknown][] {
  return listOf(page, 'items').map((entry, index) => [readText(entry, 'id') ?? `${at} ${index}`, entry])
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = readField(value, key)
  return Array.isArray(list) ? list : []
}

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
      structuralSharing: keepEntries,
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
