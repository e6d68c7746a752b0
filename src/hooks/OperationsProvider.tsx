'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { toHome } from '../client/home.ts'
import type { Joined } from './joinGate.ts'
import { operationKeys } from './operationKeys.ts'
import type { OperationsShared } from './OperationsContext.ts'
import { OperationsContext } from './OperationsContext.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'

/** The first polls wait so long, in ms, for what shares them with other tabs to be loaded. */
const PATIENCE_MS = 500

/**
 * Gives the hooks and components below it a client, and watches every operation they submit to its end, whatever the
 * page shows meanwhile. Stands inside the application's own QueryClientProvider.
 *
 * @throws TanStack Query's own error where there is no QueryClientProvider above
 */
export function OperationsProvider(props: OperationsProviderProps) {
  const { client, messages, appearance, scope } = props
  const queryClient = useQueryClient()
  const [shared] = useState<OperationsShared>({})
  // A new client may mean a new sign-in: with observers of its own, everything that is shown is asked for again.
  const home = toHome(client.context.home, scope)
  const observers = useMemo(
    () => ({ client, queryClient, home, known: new Map() }),
    [client, queryClient, home],
  )
  const isListening = !!props.onEvent
  useEffect(() => {
    Object.assign(shared, { props })
  })
  useEffect(() => {
    let joined: Joined | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    // Loaded after the page. Where it cannot be loaded, polling goes on without it; it takes over whenever it comes.
    const load = async () => {
      const { joinGate } = await import('./joinGate.ts')
      joined = joinGate(observers, shared)
    }
    const arrival = isListening || navigator.locks ? load().catch(() => undefined) : undefined
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))
    const ready = arrival && Promise.race([arrival, patience])
    const detach = client.gate.attach({
      async takeTurn(due, poll) {
        await ready
        return joined?.tabs?.takeTurn(due, poll) ?? poll(due)
      },
    })
    const unsubscribe = queryClient.getQueryCache().subscribe(({ type, query }) => {
      // Whatever empties the cache, such as `clear()`: what is still shown goes on.
      if (type !== 'removed' || query.queryKey[0] !== operationKeys.root) return
      for (const observer of query.observers) observer.setOptions(observer.options)
    })
    shared.watches?.start(observers, shared)
    return () => {
      unsubscribe()
      detach()
      clearTimeout(timer)
      void arrival?.then(() => joined?.leave())
      shared.watches?.stop()
      shared.voice?.leave()
    }
  }, [client, queryClient, observers, shared, isListening])
  const value = useMemo(
    () => ({ observers, shared, messages, appearance }),
    [observers, shared, messages, appearance],
  )
  return <OperationsContext.Provider value={value}>{props.children}</OperationsContext.Provider>
}
