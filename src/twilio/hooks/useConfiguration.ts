'use client'
import { skipToken, useQuery } from '@tanstack/react-query'

import { useHome } from '../../hooks/useOperationsContext.ts'
import { useReadRetry } from '../../hooks/useReadRetry.ts'
import type { Configuration } from '../api/configuration.ts'
import { configurationQuery } from './configurationQuery.ts'
import type { ResourceResult } from './resourceResult.ts'
import { toResourceResult } from './resourceResult.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** Reads one configuration. Read anew when an operation that changes configurations completes. */
export function useConfiguration(id: string | null | undefined): ResourceResult<Configuration> {
  const client = useOrchestratorClient('useConfiguration')
  const query = configurationQuery(client, useHome('useConfiguration'), id ?? '')
  const retry = useReadRetry()
  const { data, error, isPending, refetch } = useQuery({
    ...query,
    retry,
    ...(!id && { queryFn: skipToken }),
  })
  return toResourceResult({ data, error, isPending, refetch }, id)
}
