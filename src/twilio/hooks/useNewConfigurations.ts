'use client'
import { useQueries } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

import type { MadeResource } from '../../hooks/madeResources.ts'
import { useHome } from '../../hooks/useOperationsContext.ts'
import { useReadRetry } from '../../hooks/useReadRetry.ts'
import { useWatch } from '../../hooks/useWatch.ts'
import { RequestError } from '../../protocol/errors.ts'
import type { Configuration } from '../api/configuration.ts'
import { configurationQuery } from './configurationQuery.ts'
import type { ConfigurationsResult } from './useConfigurations.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** A configuration that was made in this session. */
export interface NewConfiguration {
  readonly made: MadeResource
  /** `undefined` where it could not be read yet. */
  readonly configuration: Configuration | undefined
}

/**
 * The configurations that were made in this session, newest first: from the list where that has them, else each read by
 * itself. What is gone is not among them.
 *
 * @param memoryStoreId only those on this store
 */
export function useNewConfigurations(
  { configurations, isLoading, isFetching }: ConfigurationsResult,
  memoryStoreId: string | undefined,
): readonly NewConfiguration[] {
  const client = useOrchestratorClient('useNewConfigurations')
  const home = useHome('useNewConfigurations')
  const { made } = useWatch('useNewConfigurations')
  const retry = useReadRetry()
  const all = useSyncExternalStore(made.subscribe, made.list, made.list)
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
    if (!listed.has(one.id) && error && isGone(error)) return []
    return [{ made: one, configuration: listed.get(one.id) ?? data }]
  })
}

function isGone(error: Error): boolean {
  return error instanceof RequestError && /notFound|gone/.test(error.failure.kind)
}
