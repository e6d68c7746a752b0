import { waitUntilFinal } from '../contestants/utilWaiter.tsx'
import type { Follow } from './drivers.ts'
import { RETRY_AFTER_MS } from './stubFetch.ts'

/** One waiter per operation. */
export function createDriver(): Follow {
  return (operationId) => {
    const controller = new AbortController()
    void waitUntilFinal(
      `http://localhost/operations/${operationId}`,
      RETRY_AFTER_MS,
      () => undefined,
      controller.signal,
    )
    return () => controller.abort()
  }
}
