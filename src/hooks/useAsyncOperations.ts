'use client'
import { useIsRestoring } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import type { OperationObserver } from './operationObserver.ts'
import { LOADING_OPERATION, operationObserver } from './operationObserver.ts'
import { useOperationsContext } from './useOperationsContext.ts'

/**
 * Follows many operations at once, in the order of their refs. Renders when one of them changes; each is polled as if
 * it were followed alone, and once however often it is followed.
 *
 * @throws MissingProviderError where OperationsProvider is missing
 */
export function useAsyncOperations(refs: readonly OperationRef[]): readonly AsyncOperation[] {
  const { observers } = useOperationsContext('useAsyncOperations')
  // As in useAsyncOperation: what a kept cache says comes first.
  const isRestoring = useIsRestoring()
  const list = isRestoring ? [] : refs.map((ref) => operationObserver(observers, ref))
  const names = list.map((observer) => observer.options.queryKey.join(' ')).join('\n')
  // oxlint-disable-next-line react/exhaustive-deps -- Refs are written inline: only which operations they name counts.
  const group = useMemo(() => createGroup(list), [names, observers])
  const views = useSyncExternalStore(group.subscribe, group.read, group.readOnServer)
  return isRestoring ? refs.map(() => LOADING_OPERATION) : views
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
    read: () => keep(list.map((observer) => observer.read())),
    readOnServer: () => keep(list.map((observer) => observer.read(true))),
  }

  function keep(next: readonly AsyncOperation[]) {
    if (next.length !== views.length || next.some((view, index) => view !== views[index])) views = next
    return views
  }
}
