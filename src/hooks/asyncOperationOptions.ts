import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'

import type { OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import { toSeed } from '../client/createOperationsClient.ts'
import { isSnapshot, neverBack } from '../protocol/neverBack.ts'
import { toWakeMs } from '../protocol/schedule.ts'
import { toAsyncOperation } from './asyncOperation.ts'

/** The first part of every query key of operations. */
export const OPERATION_KEY = 'react-accepted/operation'

/**
 * TanStack Query's options for one operation: for `prefetchQuery`, loaders, `useSuspenseQuery`, and all our hooks.
 * Pure, and callable on a server. Its data is the snapshot; `select` makes the view of it.
 *
 * Every option that could poll early or give up early is set here, so that the application's defaults do not matter.
 */
export function asyncOperationOptions(client: OperationsClient, ref: OperationRef) {
  const { now, pace } = client.context
  const { api, operationId } = client.identify(ref)
  const seed = toSeed(ref)
  return queryOptions({
    queryKey: [OPERATION_KEY, api, operationId] as const,
    queryFn: ({ client: queryClient, queryKey }) => {
      // The signal is left alone: an answer that is on its way is the only one there is until the next deadline.
      const cached = queryClient.getQueryData(queryKey)
      return client.check(ref, { known: isSnapshot(cached) ? cached : undefined })
    },
    ...(seed && { initialData: seed, initialDataUpdatedAt: seed.knownSince }),
    select: toAsyncOperation,
    structuralSharing: keepFinal,
    refetchInterval: ({ state }) =>
      state.data && state.fetchStatus === 'idle' ? toWakeMs(state.data, now(), pace) : false,
    staleTime: ({ state: { data, dataUpdatedAt } }) => {
      if (!data) return 0
      return data.wake === 'never' || data.wake === 'manual'
        ? 'static'
        : Math.max(0, data.nextPollAt - dataUpdatedAt)
    },
    refetchOnMount: true,
    refetchOnReconnect: true,
    refetchOnWindowFocus: true,
    retry: false,
    networkMode: 'online',
  })
}

/** Whatever is written to the cache, from wherever: what is final stays. TanStack Query asks this for `select` too. */
function keepFinal(before: unknown, after: unknown): unknown {
  const kept = isSnapshot(before) && isSnapshot(after) ? neverBack(before, after) : after
  return replaceEqualDeep(before, kept)
}
