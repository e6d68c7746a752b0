'use client'

import { useHome } from '../../hooks/OperationsContext.ts'
import { resourcesKey } from '../../hooks/queries.ts'
import type { Configuration } from '../api/configuration.ts'
import { useOrchestratorClient } from './resourceQuery.ts'
import { usePages } from './usePages.ts'
import type { PagesResult } from './usePages.ts'

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
