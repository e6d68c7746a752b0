import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { asyncOperationOptions, OperationDetails } from 'react-accepted'

import { createServerClient } from '../lib/twilio.server.ts'
import type { Route } from './+types/operation.ts'

/** The HTML contains the current operation. The browser continues from the server's own deadline. */
export async function loader({ params: { operationId }, request }: Route.LoaderArgs) {
  const operation = { api: 'conversations', operationId }
  const queryClient = new QueryClient()
  const client = createServerClient(request)
  // The same scope as in the provider.
  await queryClient.prefetchQuery(asyncOperationOptions(client, operation, 'AC0/us1/mara'))
  return { operation, state: dehydrate(queryClient) }
}

export default function Operation({ loaderData: { operation, state } }: Route.ComponentProps) {
  return (
    <HydrationBoundary state={state}>
      <OperationDetails operation={operation} />
    </HydrationBoundary>
  )
}
