'use client'
import { QueryClientContext } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useContext, useEffect, useMemo, useRef, useState } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import { createTrackedOperations } from '../client/trackedOperations.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { MissingProviderError } from '../protocol/errors.ts'
import { isSnapshot } from '../protocol/latest.ts'
import type { Appearance } from './appearance.ts'
import { OPERATION_KEY } from './asyncOperationOptions.ts'
import type { OperationMessages } from './messages.ts'
import { OperationsContext } from './OperationsContext.ts'
import type { SettledOperation } from './watchOperations.ts'
import { watchOperations } from './watchOperations.ts'

/** Props of {@link OperationsProvider}. */
export interface OperationsProviderProps {
  /** Reads and submits operations. Make it once, outside of components. */
  readonly client: OperationsClient
  /** Told once of each operation submitted below this provider, when it has ended. */
  readonly onSettled?: (operation: SettledOperation, accepted: AcceptedOperation) => void
  /** Your words in place of the English ones. */
  readonly messages?: Partial<OperationMessages>
  /** How the components look. */
  readonly appearance?: Appearance
  readonly children?: ReactNode
}

/**
 * Gives the hooks and components below it a client, and watches every operation they submit to its end, whatever the
 * page shows meanwhile. Stands inside the application's own QueryClientProvider.
 *
 * @throws MissingProviderError where there is no QueryClientProvider above
 */
export function OperationsProvider({
  client,
  onSettled,
  messages,
  appearance,
  children,
}: OperationsProviderProps) {
  const queryClient = useContext(QueryClientContext)
  if (!queryClient) {
    throw new MissingProviderError(
      "OperationsProvider needs TanStack Query's <QueryClientProvider> above it, since operations live in your query " +
        'cache. Wrap it: <QueryClientProvider client={queryClient}><OperationsProvider client={client}>…',
    )
  }
  const [tracked] = useState(createTrackedOperations)
  const latestOnSettled = useRef(onSettled)
  useEffect(() => {
    latestOnSettled.current = onSettled
  })
  useEffect(() => {
    // A new client may mean a new sign-in: what was refused before is asked again.
    void queryClient.refetchQueries({
      queryKey: [OPERATION_KEY],
      predicate: ({ state }) => isSnapshot(state.data) && state.data.wake === 'focus',
    })
    return watchOperations(client, tracked, queryClient, (operation, accepted) =>
      latestOnSettled.current?.(operation, accepted),
    )
  }, [client, tracked, queryClient])
  const value = useMemo(
    () => ({ client, tracked, messages, appearance }),
    [client, tracked, messages, appearance],
  )
  return <OperationsContext.Provider value={value}>{children}</OperationsContext.Provider>
}
