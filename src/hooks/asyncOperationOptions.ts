import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'

import type { OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import { engineOf, toSeed } from '../client/createOperationsClient.ts'
import { toHome } from '../client/http/clientContext.ts'
import { toWakeMs } from '../protocol/schedule.ts'
import { isSnapshot, newerSnapshot, reanchor } from '../protocol/snapshot.ts'
import { toAsyncOperation } from './asyncOperation.ts'
import { operationQueryKey } from './queries.ts'

/**
 * TanStack Query options for one operation: for `prefetchQuery`, loaders, `useSuspenseQuery` and all our
 * hooks. Pure, and callable on a server. The data is the snapshot; `select` turns it into the view.
 *
 * Sets every option that could make it poll or give up too early, so that the application's defaults do not
 * matter. Only `networkMode` is left to the application, unless all of the client's APIs are on this machine.
 *
 * @param scope the scope of the OperationsProvider that will show it, if it has one
 */
export function asyncOperationOptions(client: OperationsClient, ref: OperationRef, scope?: string) {
  return operationOptions(client, ref, toHome(engineOf(client).context.home, scope))
}

/** The same, for a known home. */
export function operationOptions(client: OperationsClient, ref: OperationRef, home: string) {
  const { gate, context } = engineOf(client)
  const { now, pace, isLocal } = context
  const identity = client.identify(ref)
  // Read whenever it is needed: an observer keeps these options longer than the cache keeps its query.
  const held = () => gate.peek(identity)
  let hash: string | undefined
  return queryOptions({
    queryKey: operationQueryKey(home, identity),
    queryFn: ({ client: queryClient, queryKey }) => {
      // Computed once, because it takes as long as reading a response.
      hash ??= queryClient.defaultQueryOptions({ queryKey }).queryHash
      const cached = queryClient.getQueryCache().get(hash)?.state.data
      // The signal is ignored: an aborted request could not be repeated before the next deadline.
      return gate.pass(identity, isSnapshot(cached) ? cached : toSeed(ref))
    },
    // The client keeps snapshots longer than the cache, so a reopened page never shows an older state.
    initialData: () => (held()?.operation ? held() : toSeed(ref)),
    select: toAsyncOperation,
    structuralSharing: keepFinal,
    enabled: true,
    // Idle without data: the first fetch was cancelled. Its request may still be in flight, and is then
    // joined.
    refetchInterval: ({ state: { data, fetchStatus } }) =>
      fetchStatus === 'idle' && (data ? toWakeMs(data, now(), pace) : pace.minPollMs),
    // The poll gate enforces deadlines. `staleTime` only prevents automatic polls of `never` and `manual`.
    staleTime: ({ state }) => (isSnapshot(state.data) && /never|manual/.test(state.data.wake) ? 'static' : 0),
    // `always`, because after a clock change the data can look newer than now.
    refetchOnWindowFocus: 'always',
    // If it is not due yet by our own clock, its timer polls it. A thousand operations that mount at once
    // would otherwise cause a thousand fetches.
    refetchOnMount: ({ state: { data } }) =>
      data?.wake === 'timer' &&
      now() < data.nextPollAt &&
      data.nextPollAt === reanchor(held() ?? data, now()).nextPollAt
        ? false
        : 'always',
    retry: false,
    ...(isLocal && { networkMode: 'always' as const }),
  })
}

/**
 * A final status never changes, whatever is written to the cache. TanStack Query calls this for `select` too.
 */
function keepFinal(before: unknown, after: unknown): unknown {
  // Every poll changes a snapshot, so looking for equal parts in it would only cost time.
  return isSnapshot(before) && isSnapshot(after)
    ? newerSnapshot(before, after)
    : replaceEqualDeep(before, after)
}
