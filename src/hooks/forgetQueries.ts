import type { QueryClient } from '@tanstack/react-query'

/** Empties the cache of everything that is known of operations; what is still shown then is asked for anew. */
export function forgetQueries(queryClient: QueryClient) {
  const queryKey = ['react-accepted/operation']
  // React first takes off the page what has just been forgotten: nobody is to ask for that again.
  setTimeout(() => {
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.resetQueries({ queryKey, type: 'active' })
  })
}
