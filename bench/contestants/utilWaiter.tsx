import { createWaiter, WaiterState } from '@smithy/util-waiter'

import { DEFAULT_WAIT_MS, fetchOperation, isFinal } from './fetchOperation.ts'
import type { StatusStore } from './fromStores.ts'
import { fromStores } from './fromStores.ts'

/**
 * One waiter per operation, called like the `waitUntil…` functions that are generated into the clients of AWS
 * (https://github.com/smithy-lang/smithy-typescript). It knows no `Retry-After`, so it gets the wait that the
 * server is known to ask for as its shortest and longest delay. It cannot be asked to poll now.
 */
export const createContestant = fromStores(createWaiterStore, () => undefined)

function createWaiterStore(url: string): StatusStore {
  const listeners = new Set<() => void>()
  let status: string | undefined
  let isWaiting = false
  return {
    subscribe: (onChange) => {
      listeners.add(onChange)
      if (!isWaiting) {
        isWaiting = true
        void waitUntilFinal(url, DEFAULT_WAIT_MS, (next) => {
          status = next
          for (const listener of listeners) listener()
        })
      }
      return () => listeners.delete(onChange)
    },
    read: () => status,
  }
}

/** One day, in seconds: as long as the longest watch of react-accepted. */
const MAX_WAIT_SECONDS = 86_400

/** @param waitMs the wait between two polls */
export function waitUntilFinal(
  url: string,
  waitMs: number,
  onStatus: (status: string) => void,
  abortSignal = new AbortController().signal,
) {
  const delay = waitMs / 1000
  return createWaiter(
    { client: fetchOperation, minDelay: delay, maxDelay: delay, maxWaitTime: MAX_WAIT_SECONDS, abortSignal },
    url,
    async (fetchStatus, input) => {
      const operation = await fetchStatus(input)
      onStatus(operation.status)
      return { state: isFinal(operation) ? WaiterState.SUCCESS : WaiterState.RETRY, reason: operation }
    },
  )
}
