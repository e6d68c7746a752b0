import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'

import type { OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import { toSeed } from '../client/createOperationsClient.ts'
import { toHome } from '../client/home.ts'
import { isSnapshot, neverBack } from '../protocol/neverBack.ts'
import { toWakeMs } from '../protocol/schedule.ts'
import { toAsyncOperation } from './asyncOperation.ts'
import { operationKeys } from './operationKeys.ts'

/**
 * TanStack Query's options for one operation: for `prefetchQuery`, loaders, `useSuspenseQuery`, and all our hooks.
 * Pure, and callable on a server. Its data is the snapshot; `select` makes the view of it.
 *
 * Every option that could poll early or give up early is set here, so that the application's defaults do not matter. Only
 * `networkMode` is the application's, unless all of the client's APIs are on this machine.
 *
 * @param scope that of the OperationsProvider that will show it, if it has one
 */
export function asyncOperationOptions(client: OperationsClient, ref: OperationRef, scope?: string) {
  return operationOptions(client, ref, toHome(client.context.home, scope))
}

/** The same, of a home that is known. */
export function operationOptions(client: OperationsClient, ref: OperationRef, home: string) {
  const { now, pace, isLocal } = client.context
  const identity = client.identify(ref)
  const held = client.peek(identity)
  return queryOptions({
    queryKey: operationKeys.one(home, identity),
    queryFn: ({ client: queryClient, queryKey }) => {
      // The signal is left alone: an answer that is on its way is the only one there is until the next deadline.
      const cached = queryClient.getQueryData(queryKey)
      return client.check(ref, { known: isSnapshot(cached) ? cached : undefined })
    },
    // What the client knows outlives the cache: nothing that was seen goes back when a page is opened again.
    initialData: () => (held?.operation ? held : toSeed(ref)),
    select: toAsyncOperation,
    structuralSharing: keepFinal,
    enabled: true,
    // Idle without data is one whose first answer was cancelled: it may still be on its way, and then it is joined.
    refetchInterval: ({ state: { data, fetchStatus } }) =>
      fetchStatus === 'idle' && (data ? toWakeMs(data, now(), pace) : pace.minPollMs),
    // The gate knows when to ask; all that staleness has to say is that some are not asked by themselves any more.
    staleTime: ({ state }) => (isSnapshot(state.data) && /never|manual/.test(state.data.wake) ? 'static' : 0),
    // Also where a clock that went back makes the data look as if it came from the future.
    refetchOnWindowFocus: 'always',
    // What is not due yet, by a deadline of our own clock, has a timer: a thousand that come onto the page at once need
    // no thousand fetches.
    refetchOnMount: ({ state: { data } }) =>
      data?.wake === 'timer' &&
      now() < data.nextPollAt &&
      data.nextPollAt - now() <= data.waitMs &&
      data === (held ?? data)
        ? false
        : 'always',
    retry: false,
    ...(isLocal && { networkMode: 'always' as const }),
  })
}

/** Whatever is written to the cache, from wherever: what is final stays. TanStack Query asks this for `select` too. */
function keepFinal(before: unknown, after: unknown): unknown {
  const kept = isSnapshot(before) && isSnapshot(after) ? neverBack(before, after) : after
  return replaceEqualDeep(before, kept)
}
