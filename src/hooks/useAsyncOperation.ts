'use client'

import { useIsRestoring } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { LOADING_OPERATION, operationObserver } from './operationObserver.ts'
import type { OperationObserver } from './operationObserver.ts'
import { useOperationsContext } from './OperationsContext.ts'

/** Options of {@link useAsyncOperation}. */
export interface UseAsyncOperationOptions {
  /**
   * Keeps polling while the tab is hidden. Default: false. With TanStack Query before 5.105, polling that was
   * interrupted offline only resumes when the tab becomes visible.
   */
  readonly background?: boolean
}

/** An operation, and a way to poll it again. */
export type UseAsyncOperationResult<TResult = unknown> = AsyncOperation<TResult> & {
  /** Polls again if the server's deadline has passed; never earlier. */
  readonly refresh: () => Promise<void>
}

const IDLE_OPERATION: AsyncOperation = { ...LOADING_OPERATION, status: 'IDLE' }

/**
 * Follows one operation: polls exactly when the server asked for it, shares polls with everything else that
 * follows it, and renders only when something visible changes. Without a ref it is IDLE and sends nothing. A
 * status URL that is not trusted is UNAVAILABLE, and nothing is sent to it.
 *
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useAsyncOperation<TResult>(
  ref: OperationRef<TResult> | null | undefined,
  options?: UseAsyncOperationOptions,
): UseAsyncOperationResult<TResult>
// The endpoint's schema gives the result its type.
export function useAsyncOperation(
  ref: OperationRef | null | undefined,
  { background }: UseAsyncOperationOptions = {},
): UseAsyncOperationResult {
  const { observers } = useOperationsContext('useAsyncOperation')
  // A persisted cache comes first: it may hold a deadline, or the end.
  const isRestoring = useIsRestoring()
  const observer = ref && !isRestoring ? operationObserver(observers, ref, background) : undefined
  const unseen = ref ? LOADING_OPERATION : IDLE_OPERATION
  const view = useSyncExternalStore(
    observer?.follow ?? subscribeToNothing,
    () => observer?.read() ?? unseen,
    () => observer?.read(true) ?? unseen,
  )
  return useMemo(
    () => ({
      ...view,
      refresh: async () => {
        await observer?.refetch({ cancelRefetch: false })
      },
    }),
    [view, observer],
  )
}

function subscribeToNothing() {
  return () => undefined
}

/**
 * Follows many operations at once, in the order of their refs. Renders when one of them changes. Each is
 * polled on its own deadline, and only once however often it is followed.
 *
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useAsyncOperations(refs: readonly OperationRef[]): readonly AsyncOperation[] {
  const { observers } = useOperationsContext('useAsyncOperations')
  // As in useAsyncOperation: a persisted cache comes first.
  const isRestoring = useIsRestoring()
  const list = isRestoring ? [] : refs.map((ref) => operationObserver(observers, ref))
  const names = list.map((observer) => observer.options.queryKey.join(' ')).join('\n')
  // oxlint-disable-next-line react/exhaustive-deps -- Refs may be inline: only what they name matters.
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
    /** The same array until something in it changes. */
    read: () => keep(list.map((observer) => observer.read())),
    readOnServer: () => keep(list.map((observer) => observer.read(true))),
  }

  function keep(next: readonly AsyncOperation[]) {
    if (next.length !== views.length || next.some((view, index) => view !== views[index])) views = next
    return views
  }
}
