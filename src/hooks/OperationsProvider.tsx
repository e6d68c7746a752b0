'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useEffect, useMemo, useState } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Appearance } from './appearance.ts'
import type { OperationMessages } from './messages.ts'
import type { OperationsShared } from './OperationsContext.ts'
import { OperationsContext } from './OperationsContext.ts'
import type { SettledOperation } from './operationsWatch.ts'

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
 * @throws TanStack Query's own error where there is no QueryClientProvider above
 */
export function OperationsProvider({
  client,
  onSettled,
  messages,
  appearance,
  children,
}: OperationsProviderProps) {
  const queryClient = useQueryClient()
  const [shared] = useState<OperationsShared>({})
  // A new client may mean a new sign-in: with observers of its own, everything that is shown is asked for again.
  const observers = useMemo(() => ({ client, queryClient, known: new Map() }), [client, queryClient])
  useEffect(() => {
    Object.assign(shared, { onSettled })
  })
  useEffect(() => {
    shared.watch?.start(observers, shared)
    return () => shared.watch?.stop()
  }, [observers, shared])
  const value = useMemo(
    () => ({ observers, shared, messages, appearance }),
    [observers, shared, messages, appearance],
  )
  return <OperationsContext.Provider value={value}>{children}</OperationsContext.Provider>
}
