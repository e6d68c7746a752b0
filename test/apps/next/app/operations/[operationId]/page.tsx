import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { asyncOperationOptions, OperationDetails } from 'react-accepted'

import { createServerClient } from '../../../lib/twilio'

/** The operation as it is now is in the HTML; the browser goes on from the server's own deadline. */
export default async function Page({ params }: PageProps<'/operations/[operationId]'>) {
  const operation = { api: 'conversations', operationId: (await params).operationId }
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(asyncOperationOptions(createServerClient(), operation))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OperationDetails operation={operation} />
    </HydrationBoundary>
  )
}
