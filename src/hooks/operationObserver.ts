import type { QueryClient } from '@tanstack/react-query'
import { QueryObserver, notifyManager, onlineManager, replaceEqualDeep } from '@tanstack/react-query'

import type { ClientEngine, OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import type { Visibility } from '../client/polling/visibility.ts'
import { toOperationKey } from '../protocol/operation.ts'
import { createSnapshot } from '../protocol/snapshot.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { isPending, toAsyncOperation } from './asyncOperation.ts'
import { operationOptions } from './asyncOperationOptions.ts'

/** Nothing is known yet. */
export const LOADING_OPERATION = /* @__PURE__ */ toAsyncOperation(
  createSnapshot({ api: '', operationId: '' }, 0),
)

/** The observers of one provider. An operation has one observer and one timer, however often it is shown. */
export interface OperationObservers {
  readonly client: OperationsClient
  readonly engine: ClientEngine
  readonly queryClient: QueryClient
  /** The home that its query keys contain. */
  readonly home: string
  readonly known: Map<string, OperationObserver>
  /** Which operations are on screen; created by the first component that reports it. */
  visibility?: Visibility
}

export type OperationObserver = ReturnType<typeof createObserver>

/** The observer that all followers of an operation share. It polls while it has subscribers. */
export function operationObserver(
  observers: OperationObservers,
  ref: OperationRef,
  isBackground?: boolean,
): OperationObserver {
  const { known, client } = observers
  const key = `${isBackground} ${toOperationKey(client.identify(ref))}`
  const shared = known.get(key)
  // Without listeners it received no updates, and the cache may have dropped its query.
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
    // Batched, because the change may come from the render of another component.
    const stops = [observer.subscribe(notifyManager.batchCalls(listener)), onlineManager.subscribe(listener)]
    // Dropped when its last follower leaves; added here when followed again, as in StrictMode.
    known.set(key, shared)
    return () => {
      for (const stop of stops) stop()
      if (!observer.hasListeners() && known.get(key) === shared) known.delete(key)
    }
  }
  let offline = LOADING_OPERATION
  /** The same object until something changes. */
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
 * Calls `onChange` on each change of an operation while another observer polls it; `look` calls it with the
 * current state. Never polls itself.
 */
export function observePassively(
  { client, queryClient, home }: OperationObservers,
  ref: OperationRef,
  onChange: (operation: AsyncOperation, isNew: boolean) => void,
) {
  const options = { ...operationOptions(client, ref, home), enabled: false, refetchInterval: false as const }
  const observer = new QueryObserver(queryClient, { ...options, notifyOnChangeProps: ['data'] })
  const isAlone = () => observer.getCurrentQuery().getObserversCount() < 2
  const look = (isNew: boolean) => {
    const { data } = observer.getCurrentResult()
    if (data && !isAlone()) onChange(data, isNew)
  }
  return { isAlone, look, stop: observer.subscribe(() => look(false)) }
}
