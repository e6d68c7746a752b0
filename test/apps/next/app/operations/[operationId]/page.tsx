import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { asyncOperationOptions, OperationDetails } from 'react-accepted'

import { createServerClient } from '../../../lib/createServerClient'

/** The operation as it is now is in the HTML; the browser goes on from the server's own deadline. */
export default function Page({ params }: PageProps<'/operations/[operationId]'>) {
  return (
    // What depends on who asks is streamed into the part of the page that `next build` has made.
    <Suspense fallback={<p>Loading…</p>}>
      <Operation params={params} />
    </Suspense>
  )
}

async function Operation({ params }: Pick<PageProps<'/operations/[operationId]'>, 'params'>) {
  const operation = { api: 'conversations', operationId: (await params).operationId }
  const queryClient = new QueryClient()
  const client = await createServerClient()
  // The scope is the provider's.
  await queryClient.prefetchQuery(asyncOperationOptions(client, operation, 'AC0/us1/mara'))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OperationDetails operation={operation} />
    </HydrationBoundary>
  )
}
