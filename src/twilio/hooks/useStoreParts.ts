'use client'

import { skipToken, useQuery } from '@tanstack/react-query'

import { useHome } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import { createMemoryStoreClient } from '../api/memoryStoreClient.ts'
import type { MemoryStoreClient, Tagged } from '../api/memoryStoreClient.ts'
import type { Page } from '../api/pages.ts'
import type { StorePart } from '../api/storePartOperations.ts'
import type {
  DataMapping,
  DataMappingsQuery,
  IdentityResolutionSettings,
  TraitGroup,
  TraitGroupsQuery,
} from '../api/storeParts.ts'
import { useOrchestratorClient, useReadRetry } from './OrchestratorProvider.tsx'
import { usePages } from './usePages.ts'
import type { PagesResult } from './usePages.ts'

/** A part of a memory store, as a hook reads it. `etag` is for `ifMatch`. */
export interface UseStorePartResult<TPart> {
  readonly resource: Tagged<TPart> | undefined
  /** True until the first read ends; false without an ID. */
  readonly isLoading: boolean
  /** Why the last read failed. Data from an earlier read stays available. */
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

/** A list inside a memory store, as a hook reads it. */
export interface UseStorePartsResult<TPart> extends PagesResult {
  /** The entries of all pages read so far. */
  readonly items: readonly TPart[]
}

/** A group has at most 95 traits, so that one page has all of them. */
const MOST_TRAITS = 100

/**
 * Lists the trait groups of a store page by page. Refetches when an operation that changes trait groups
 * completes: submit it with `useSubmitOperation(createTraitGroup)`, `patchTraitGroup` or `deleteTraitGroup`.
 */
export function useTraitGroups(
  storeId: string | null | undefined,
  { pageSize, orderBy, includeTraits }: Omit<TraitGroupsQuery, 'pageToken'> = {},
): UseStorePartsResult<TraitGroup> {
  const query = { pageSize, orderBy, includeTraits }
  return useParts('useTraitGroups', 'traitGroup', storeId, query, ({ traitGroups }, page) =>
    traitGroups.list({ ...query, ...page }),
  )
}

/** Reads one trait group with all its traits, and like `useTraitGroups` again after a change. */
export function useTraitGroup(
  storeId: string | null | undefined,
  name: string | null | undefined,
): UseStorePartResult<TraitGroup> {
  return usePart('useTraitGroup', 'traitGroup', storeId, name, ({ traitGroups }, id, signal) =>
    traitGroups.get(id, { pageSize: MOST_TRAITS, signal }),
  )
}

/**
 * Lists the data mappings of a store page by page. Refetches when an operation that changes data mappings
 * completes: submit it with `useSubmitOperation(createDataMapping)`, `patchDataMapping` or `deleteDataMapping`.
 */
export function useDataMappings(
  storeId: string | null | undefined,
  { pageSize, orderBy, type }: Omit<DataMappingsQuery, 'pageToken'> = {},
): UseStorePartsResult<DataMapping> {
  const query = { pageSize, orderBy, type }
  return useParts('useDataMappings', 'dataMapping', storeId, query, ({ dataMappings }, page) =>
    dataMappings.list({ ...query, ...page }),
  )
}

/** Reads one data mapping, and like `useDataMappings` again after a change. */
export function useDataMapping(
  storeId: string | null | undefined,
  id: string | null | undefined,
): UseStorePartResult<DataMapping> {
  return usePart('useDataMapping', 'dataMapping', storeId, id, ({ dataMappings }, mappingId, signal) =>
    dataMappings.get(mappingId, { signal }),
  )
}

/**
 * Reads the identity resolution settings of a store, and again when
 * `useSubmitOperation(updateIdentityResolutionSettings)` has completed.
 */
export function useIdentityResolutionSettings(
  storeId: string | null | undefined,
): UseStorePartResult<IdentityResolutionSettings> {
  const part = 'identityResolutionSettings'
  return usePart('useIdentityResolutionSettings', part, storeId, storeId, (store, _id, signal) =>
    store.identityResolutionSettings.get({ signal }),
  )
}

function usePart<TPart>(
  asker: string,
  part: StorePart,
  storeId: string | null | undefined,
  id: string | null | undefined,
  read: (store: MemoryStoreClient, id: string, signal: AbortSignal) => Promise<Tagged<TPart>>,
): UseStorePartResult<TPart> {
  const client = useOrchestratorClient(asker)
  const home = useHome(asker)
  const retry = useReadRetry()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...resourcesKey(home, part), 'one', storeId, id],
    queryFn:
      storeId && id ? ({ signal }) => read(createMemoryStoreClient(client, storeId), id, signal) : skipToken,
    retry,
  })
  return { resource: data, isLoading: isPending && Boolean(storeId && id), error, refetch }
}

function useParts<TPart>(
  asker: string,
  part: StorePart,
  storeId: string | null | undefined,
  query: object,
  list: (
    store: MemoryStoreClient,
    page: { pageToken: string | undefined; signal: AbortSignal },
  ) => Promise<Page<TPart>>,
): UseStorePartsResult<TPart> {
  const client = useOrchestratorClient(asker)
  const home = useHome(asker)
  return usePages(
    [...resourcesKey(home, part), 'list', storeId, query],
    storeId ? (page) => list(createMemoryStoreClient(client, storeId), page) : undefined,
  )
}
