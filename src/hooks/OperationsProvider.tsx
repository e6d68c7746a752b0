'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useEffect, useMemo, useState } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Appearance } from './appearance.ts'
import { OPERATION_KEY } from './asyncOperationOptions.ts'
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
  useEffect(() => {
    Object.assign(shared, { onSettled })
  })
  useEffect(() => {
    // A new client may mean a new sign-in: what waits for one is asked again.
    void queryClient.refetchQueries({ queryKey: [OPERATION_KEY], stale: true })
    shared.watch?.start(client, queryClient, shared)
    return () => shared.watch?.stop()
  }, [client, queryClient, shared])
  const value = useMemo(
    () => ({ client, shared, messages, appearance }),
    [client, shared, messages, appearance],
  )
  return <OperationsContext.Provider value={value}>{children}</OperationsContext.Provider>
}
