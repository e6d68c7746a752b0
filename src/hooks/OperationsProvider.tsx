'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { engineOf } from '../client/createOperationsClient.ts'
import { toHome } from '../client/http/clientContext.ts'
import type { GateAttachment } from './attachToGate.ts'
import type { OperationsShared } from './OperationsContext.ts'
import { OperationsContext } from './OperationsContext.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import { OPERATION_QUERIES } from './queries.ts'

/**
 * Provides a client to the hooks and components below it, and watches every operation they submit until it
 * ends, whatever the page shows in the meantime. Must be inside the application's own QueryClientProvider.
 *
 * @throws TypeError if the client is neither from `createOperationsClient` nor a copy
 * @throws TanStack Query's own error if there is no QueryClientProvider above
 */
export function OperationsProvider(props: OperationsProviderProps) {
  const { client, messages, appearance, scope } = props
  const queryClient = useQueryClient()
  const [shared] = useState<OperationsShared>({})
  // A new client may mean a new sign-in: new observers fetch everything on the page again.
  const engine = engineOf(client)
  const home = toHome(engine.context.home, scope)
  const observers = useMemo(
    () => ({ client, engine, queryClient, home, known: new Map() }),
    [client, engine, queryClient, home],
  )
  const isListening = !!props.onEvent
  useEffect(() => {
    Object.assign(shared, { props })
  })
  useEffect(() => {
    let attachment: GateAttachment | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    // Lazy-loaded. Polling works without it, and it takes over as soon as it has loaded.
    const arrival =
      isListening || navigator.locks
        ? import('./attachToGate.ts')
            .then(({ attachToGate }) => (attachment = attachToGate(observers, shared)))
            .catch(() => undefined)
        : undefined
    const ready =
      arrival &&
      new Promise((resolve) => {
        // The first polls wait no longer than this for the chunk that shares them with other tabs.
        timer = setTimeout(resolve, 500)
        void arrival.then(resolve)
      })
    const detach = engine.gate.attach({
      async takeTurn(due, poll) {
        await ready
        return attachment?.tabs?.takeTurn(due, poll) ?? poll(due)
      },
    })
    const unsubscribe = queryClient.getQueryCache().subscribe(({ type, query }) => {
      // If something empties the cache, such as `clear()`, operations still on the page keep polling.
      if (type !== 'removed' || query.queryKey[0] !== OPERATION_QUERIES) return
      for (const observer of query.observers) observer.setOptions(observer.options)
    })
    shared.trackers?.start(observers, shared)
    return () => {
      unsubscribe()
      detach()
      clearTimeout(timer)
      void arrival?.then(() => attachment?.leave())
      shared.trackers?.stop()
      shared.voice?.leave()
    }
  }, [engine, queryClient, observers, shared, isListening])
  const value = useMemo(
    () => ({ observers, shared, messages, appearance }),
    [observers, shared, messages, appearance],
  )
  return <OperationsContext.Provider value={value}>{props.children}</OperationsContext.Provider>
}
