import { configureStore } from '@reduxjs/toolkit'
import { createApi } from '@reduxjs/toolkit/query'

import type { PolledOperation } from '../contestants/fetchOperation.ts'
import { fetchOperation, toPollingInterval } from '../contestants/fetchOperation.ts'
import type { Follow } from './drivers.ts'

/** RTK Query without hooks: `initiate` with `subscriptionOptions`, as in its polling guide. */
export function createDriver(): Follow {
  const api = createApi({
    baseQuery: async (url: string) => ({ data: await fetchOperation(url) }),
    endpoints: (build) => ({
      getOperation: build.query<PolledOperation, string>({
        query: (operationId) => `http://localhost/operations/${operationId}`,
      }),
    }),
  })
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    middleware: (getDefaultMiddleware) => getDefaultMiddleware().concat(api.middleware),
  })
  const subscriptionOptions = {
    pollingInterval: ({ data }: { data?: PolledOperation | undefined }) => toPollingInterval(data),
  }
  return (operationId) => {
    const query = store.dispatch(api.endpoints.getOperation.initiate(operationId, { subscriptionOptions }))
    return () => query.unsubscribe()
  }
}
