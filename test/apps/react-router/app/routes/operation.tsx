import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { asyncOperationOptions, OperationDetails } from 'react-accepted'

import { createServerClient } from '../lib/twilio.server.ts'
import type { Route } from './+types/operation.ts'

/** The operation as it is now is in the HTML; the browser goes on from the server's own deadline. */
export async function loader({ params: { operationId }, request }: Route.LoaderArgs) {
  const operation = { api: 'conversations', operationId }
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(asyncOperationOptions(createServerClient(request), operation))
  return { operation, state: dehydrate(queryClient) }
}

export default function Operation({ loaderData: { operation, state } }: Route.ComponentProps) {
  return (
    <HydrationBoundary state={state}>
      <OperationDetails operation={operation} />
    </HydrationBoundary>
  )
}
