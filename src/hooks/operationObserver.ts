import type { QueryClient } from '@tanstack/react-query'
import { notifyManager, onlineManager, QueryObserver, replaceEqualDeep } from '@tanstack/react-query'

import type { OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import type { Visibility } from '../client/onScreen.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import { createSnapshot } from '../protocol/snapshot.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { isPending, toAsyncOperation } from './asyncOperation.ts'
import { operationOptions } from './asyncOperationOptions.ts'

/** Nothing is known yet. */
export const LOADING_OPERATION = toAsyncOperation(createSnapshot({ api: '', operationId: '' }, 0))

/** The observers of one provider: however many components show an operation, it has one observer and one timer. */
export interface OperationObservers {
  readonly client: OperationsClient
  readonly queryClient: QueryClient
  /** What its queries are filed under. */
  readonly home: string
  readonly known: Map<string, OperationObserver>
  /** What a person sees of them; made by the first component that says so. */
  visibility?: Visibility
}

export type OperationObserver = ReturnType<typeof createObserver>

/** The observer that everybody who follows this operation shares. It polls while somebody subscribes to it. */
export function operationObserver(
  observers: OperationObservers,
  ref: OperationRef,
  isBackground?: boolean,
): OperationObserver {
  const { known, client } = observers
  const key = `${isBackground} ${toOperationKey(client.identify(ref))}`
  const shared = known.get(key)
  // While nobody listened it saw nothing, and the cache may have dropped its query.
  if (shared?.hasListeners() === false) shared.setOptions(shared.options)
  const observer = shared ?? createObserver(observers, ref, key, isBackground)
  known.set(key, observer)
  return observer
}

function createObserver(
  { client, queryClient, known, home }: OperationObservers,
  ref: OperationRef,
  key: string,
  refetchIntervalInBackground = false,
) {
  const observer = new QueryObserver(queryClient, {
    ...operationOptions(client, ref, home),
    refetchIntervalInBackground,
    notifyOnChangeProps: ['data'],
  })
  const follow = (listener: () => void) => {
    // Batched, since another component's render may be what brings the news.
    const stops = [observer.subscribe(notifyManager.batchCalls(listener)), onlineManager.subscribe(listener)]
    // Nobody keeps what nobody follows; one that is followed again, as in StrictMode, is shared again.
    known.set(key, shared)
    return () => {
      for (const stop of stops) stop()
      if (!observer.hasListeners() && known.get(key) === shared) known.delete(key)
    }
  }
  let offline = LOADING_OPERATION
  /** The same object as long as nothing has changed. */
  const read = (
    isOnline = observer.options.networkMode === 'always' || onlineManager.isOnline(),
  ): AsyncOperation => {
    const view = observer.getCurrentResult().data ?? LOADING_OPERATION
    if (isOnline || !isPending(view)) return view
    return (offline = replaceEqualDeep(offline, { ...view, connection: 'offline' }))
  }
  const shared = Object.assign(observer, { follow, read })
  return shared
}

/**
 * Tells of each change of an operation, and by `look` of how it is, as long as somebody else asks for it. Asks nothing
 * itself.
 */
export function overhear(
  { client, queryClient, home }: OperationObservers,
  ref: OperationRef,
  hear: (operation: AsyncOperation, isNew: boolean) => void,
) {
  const options = { ...operationOptions(client, ref, home), enabled: false, refetchInterval: false as const }
  const observer = new QueryObserver(queryClient, { ...options, notifyOnChangeProps: ['data'] })
  const isAlone = () => observer.getCurrentQuery().getObserversCount() < 2
  const look = (isNew: boolean) => {
    const { data } = observer.getCurrentResult()
    if (data && !isAlone()) hear(data, isNew)
  }
  return { isAlone, look, stop: observer.subscribe(() => look(false)) }
}
