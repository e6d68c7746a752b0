import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { asyncOperationOptions, OperationDetails } from 'react-accepted'

import { createServerClient } from '../../../lib/createServerClient'

/** The HTML contains the current operation. The browser continues from the server's own deadline. */
export default function Page({ params }: PageProps<'/operations/[operationId]'>) {
  return (
    // What depends on the user is streamed into the part of the page that `next build` has prerendered.
    <Suspense fallback={<p>Loading…</p>}>
      <Operation params={params} />
    </Suspense>
  )
}

async function Operation({ params }: Pick<PageProps<'/operations/[operationId]'>, 'params'>) {
  const operation = { api: 'conversations', operationId: (await params).operationId }
  const queryClient = new QueryClient()
  const client = await createServerClient()
  // The same scope as in the provider.
  await queryClient.prefetchQuery(asyncOperationOptions(client, operation, 'AC0/us1/mara'))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OperationDetails operation={operation} />
    </HydrationBoundary>
  )
}
