import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { asyncOperationOptions, OperationDetails } from 'react-accepted'

import { createServerClient } from '../../../lib/createServerClient'

/** The operation as it is now is in the HTML; the browser goes on from the server's own deadline. */
export default async function Page({ params }: PageProps<'/operations/[operationId]'>) {
  const operation = { api: 'conversations', operationId: (await params).operationId }
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(asyncOperationOptions(await createServerClient(), operation))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OperationDetails operation={operation} />
    </HydrationBoundary>
  )
}
