'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

import { useHome } from '../../hooks/useOperationsContext.ts'
import type { Configuration } from '../api/configuration.ts'
import { configurationQuery } from './configurationQuery.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** Reads a configuration as it is stored right now, whatever the cache holds, and puts it there. Rejects as reading does. */
export function useFreshConfiguration(id: string): () => Promise<Configuration> {
  const client = useOrchestratorClient('useFreshConfiguration')
  const home = useHome('useFreshConfiguration')
  const queryClient = useQueryClient()
  return useCallback(async () => {
    const query = configurationQuery(client, home, id)
    // A read that is under way may have begun before the latest change.
    await queryClient.cancelQueries({ queryKey: query.queryKey, exact: true })
    return queryClient.fetchQuery({ ...query, staleTime: 0 })
  }, [client, home, queryClient, id])
}
