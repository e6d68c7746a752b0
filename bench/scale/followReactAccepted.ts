import { environmentManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { asyncOperationOptions } from 'react-accepted'
import { createOperationsClient } from 'react-accepted/client'

import { toAccepted } from '../page/api.ts'
import type { Follow } from './drivers.ts'
import { RETRY_AFTER_MS } from './stubFetch.ts'

/** The options that all our hooks use, in an observer like theirs. */
export function createDriver(): Follow {
  environmentManager.setIsServer(() => false)
  // Hours of virtual time pass here, which must not make operations count as stuck.
  const client = createOperationsClient({
    baseUrl: 'http://localhost',
    operationPath: '/operations/{operationId}',
    stuckAfterMs: 80_000_000,
  })
  const queryClient = new QueryClient()
  queryClient.mount()
  return (operationId) =>
    new QueryObserver(queryClient, {
      ...asyncOperationOptions(client, toAccepted(operationId, RETRY_AFTER_MS)),
      notifyOnChangeProps: ['data'],
    }).subscribe(() => undefined)
}
