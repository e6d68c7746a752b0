'use client'
import { useMemo, useSyncExternalStore } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { createSnapshot } from '../protocol/snapshot.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { toAsyncOperation } from './asyncOperation.ts'
import type { OperationObserver } from './operationObserver.ts'
import { operationObserver } from './operationObserver.ts'
import { useIsOnline } from './useIsOnline.ts'
import { useOperationsContext } from './useOperationsContext.ts'
import { whereOffline } from './whereOffline.ts'

const LOADING_OPERATION = toAsyncOperation(createSnapshot({ api: '', operationId: '' }, 0))

/**
 * Follows many operations at once, in the order of their refs. Renders when one of them changes; each is polled as if
 * it were followed alone, and once however often it is followed.
 *
 * @throws MissingProviderError where OperationsProvider is missing
 */
export function useAsyncOperations(refs: readonly OperationRef[]): readonly AsyncOperation[] {
  const { observers } = useOperationsContext('useAsyncOperations')
  const list = refs.map((ref) => operationObserver(observers, ref))
  const names = list.map((observer) => observer.options.queryKey.join(' ')).join('\n')
  // The refs are written inline as often as not: only which operations they name counts.
  // oxlint-disable-next-line react/exhaustive-deps
  const group = useMemo(() => createGroup(list), [names, observers])
  const views = useSyncExternalStore(group.subscribe, group.read, group.read)
  const isOnline = useIsOnline()
  return useMemo(
    () => (isOnline ? views : views.map((view) => whereOffline(view, isOnline))),
    [views, isOnline],
  )
}

function createGroup(list: readonly OperationObserver[]) {
  let views: readonly AsyncOperation[] = []
  return {
    subscribe: (listener: () => void) => {
      const stops = list.map((observer) => observer.follow(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    /** The same array as long as nothing in it has changed. */
    read: () => {
      const next = list.map((observer) => observer.getCurrentResult().data ?? LOADING_OPERATION)
      if (next.length !== views.length || next.some((view, index) => view !== views[index])) views = next
      return views
    },
  }
}
