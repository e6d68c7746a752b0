'use client'
import { skipToken, useQuery } from '@tanstack/react-query'

import { resourcesKey } from '../../hooks/resourcesKey.ts'
import type { Configuration } from '../api/configuration.ts'
import type { ResourceResult } from './resourceResult.ts'
import { toResourceResult } from './resourceResult.ts'
import { useOrchestratorClient } from './useOrchestratorClient.ts'

/** Reads one configuration. Read anew when an operation that changes configurations completes. */
export function useConfiguration(id: string | null | undefined): ResourceResult<Configuration> {
  const { configurations } = useOrchestratorClient('useConfiguration')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...resourcesKey('configuration'), 'one', id],
    queryFn: id ? ({ signal }) => configurations.get(id, { signal }) : skipToken,
  })
  return toResourceResult({ data, error, isPending, refetch }, id)
}
