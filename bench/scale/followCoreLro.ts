import { createPoller } from '../contestants/coreLro.tsx'
import type { Follow } from './drivers.ts'

/** One poller per operation. */
export function createDriver(): Follow {
  return (operationId) => {
    const controller = new AbortController()
    const poller = createPoller(`http://localhost/operations/${operationId}`)
    // Rejects when it is aborted.
    poller.pollUntilDone({ abortSignal: controller.signal }).catch(() => undefined)
    return () => controller.abort()
  }
}
