import { configureStore } from '@reduxjs/toolkit'
import { createApi, fetchBaseQuery, setupListeners } from '@reduxjs/toolkit/query/react'
import { Provider } from 'react-redux'

import type { CreateContestant } from './contestant.ts'
import type { PolledOperation } from './fetchOperation.ts'
import { DEFAULT_WAIT_MS, toPollingInterval } from './fetchOperation.ts'

/**
 * RTK Query's `pollingInterval` as a function of the cache entry, with `skipPollingIfUnfocused`, as in its polling
 * guide (https://redux-toolkit.js.org/rtk-query/usage/polling). `transformResponse` reads the header. A refetch is
 * the invalidation of a tag (https://redux-toolkit.js.org/rtk-query/usage/automated-refetching).
 */
export const createContestant: CreateContestant = (baseUrl) => {
  const api = createApi({
    baseQuery: fetchBaseQuery({ baseUrl }),
    tagTypes: ['operation'],
    endpoints: (build) => ({
      getOperation: build.query<PolledOperation, string>({
        query: (operationId) => `/operations/${operationId}`,
        transformResponse: ({ status }: { status: string }, meta) => ({
          status,
          retryAfterMs: Number(meta?.response?.headers.get('retry-after')) * 1000 || DEFAULT_WAIT_MS,
        }),
        providesTags: ['operation'],
      }),
    }),
  })
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    middleware: (getDefaultMiddleware) => getDefaultMiddleware().concat(api.middleware),
  })
  setupListeners(store.dispatch)
  return {
    Provider: ({ children }) => <Provider store={store}>{children}</Provider>,
    useStatus: ({ operationId }) => {
      const { data } = api.useGetOperationQuery(operationId, {
        pollingInterval,
        skipPollingIfUnfocused: true,
      })
      return data?.status
    },
    askAgain: () => void store.dispatch(api.util.invalidateTags(['operation'])),
  }
}

/** Defined once, because a new function would start the polling again. */
function pollingInterval({ data }: { readonly data?: PolledOperation | undefined }): number {
  return toPollingInterval(data)
}
