import type { QueryClient } from '@tanstack/react-query'

import { operationKeys } from './operationKeys.ts'

/** Empties the cache of everything that is known of operations; what is still shown then is asked for anew. */
export function forgetQueries(queryClient: QueryClient) {
  const queryKey = operationKeys.all
  // React first takes off the page what has just been forgotten: nobody is to ask for that again.
  setTimeout(() => {
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.resetQueries({ queryKey, type: 'active' })
  })
}
