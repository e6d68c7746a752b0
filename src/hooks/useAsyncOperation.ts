'use client'
import { useIsRestoring } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { LOADING_OPERATION, operationObserver } from './operationObserver.ts'
import { useOperationsContext } from './useOperationsContext.ts'

/** Options of {@link useAsyncOperation}. */
export interface UseAsyncOperationOptions {
  /**
   * Goes on polling while the tab is hidden. Default: false. With TanStack Query before 5.105, one that was offline
   * meanwhile goes on only when the tab is looked at.
   */
  readonly background?: boolean
}

/** An operation, and the wish to look again. */
export type AsyncOperationResult = AsyncOperation & {
  /** Looks again, where the server's own deadline has passed; never early. */
  readonly refresh: () => Promise<void>
}

const IDLE_OPERATION: AsyncOperation = { ...LOADING_OPERATION, status: 'IDLE' }

/**
 * Follows one operation: polls exactly when the server asked, joins everybody else who follows it, and renders only
 * when there is something new to see. Without a ref it is IDLE and asks nothing. A status URL that is not trusted is
 * UNAVAILABLE, and nothing is sent to it.
 *
 * @throws MissingProviderError where OperationsProvider is missing
 */
export function useAsyncOperation(
  ref: OperationRef | null | undefined,
  { background }: UseAsyncOperationOptions = {},
): AsyncOperationResult {
  const { observers } = useOperationsContext('useAsyncOperation')
  // What a kept cache says of the operation comes first: it may name a deadline, or the end.
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
