import { queryOptions } from '@tanstack/react-query'

import { resourcesKey } from '../../hooks/resourcesKey.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'

/** How one configuration is read, and where the cache keeps it. */
export function configurationQuery({ configurations }: OrchestratorClient, home: string, id: string) {
  return queryOptions({
    queryKey: [...resourcesKey(home, 'configuration'), 'one', id],
    queryFn: ({ signal }) => configurations.get(id, { signal }),
  })
}
