import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'

import type { OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import { isSnapshot, neverBack } from '../protocol/latest.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { toWakeMs } from '../protocol/schedule.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toSnapshot } from '../protocol/snapshot.ts'
import { toAsyncOperation } from './asyncOperation.ts'

/** The first part of every query key of operations. */
export const OPERATION_KEY = 'react-accepted/operation'

/**
 * TanStack Query's options for one operation: for `prefetchQuery`, loaders, `useSuspenseQuery`, and all our hooks.
 * Pure, and callable on a server. Its data is the snapshot; `select` makes the view of it.
 *
 * Every option that could poll early or give up early is set here, so that the application's defaults do not matter.
 *
 * @throws UntrustedUrlError for a status URL elsewhere
 */
export function asyncOperationOptions(client: OperationsClient, ref: OperationRef) {
  const accepted = typeof ref !== 'string' && 'acceptedAt' in ref ? ref : undefined
  return queryOptions({
    queryKey: operationKey(client.identify(ref)),
    queryFn: ({ client: queryClient, queryKey }) => {
      // The signal is left alone: an answer that is on its way is the only one there is until the next deadline.
      const cached = queryClient.getQueryData(queryKey)
      return client.check(ref, { known: isSnapshot(cached) ? cached : undefined })
    },
    ...(accepted && { initialData: () => toSnapshot(accepted), initialDataUpdatedAt: accepted.acceptedAt }),
    select: toAsyncOperation,
    structuralSharing: keepFinal,
    refetchInterval: ({ state }) =>
      state.data && state.fetchStatus === 'idle' ? toWakeMs(state.data, client.now(), client.pace) : false,
    staleTime: ({ state }) => toStaleTime(state.data, state.dataUpdatedAt),
    refetchIntervalInBackground: false,
    refetchOnMount: true,
    refetchOnReconnect: true,
    refetchOnWindowFocus: true,
    retry: false,
    throwOnError: false,
    networkMode: 'online',
  })
}

/** The query key of one operation. */
export function operationKey({ api, operationId }: OperationIdentity) {
  return [OPERATION_KEY, api, operationId] as const
}

function toStaleTime(snapshot: OperationSnapshot | undefined, updatedAt: number): number | 'static' {
  if (!snapshot) return 0
  if (snapshot.wake === 'never' || snapshot.wake === 'manual') return 'static'
  return Math.max(0, snapshot.nextPollAt - updatedAt)
}

/** Whatever is written to the cache, from wherever: what is final stays. TanStack Query asks this for `select` too. */
function keepFinal(before: unknown, after: unknown): unknown {
  const kept = isSnapshot(before) && isSnapshot(after) ? neverBack(before, after) : after
  return replaceEqualDeep(before, kept)
}
