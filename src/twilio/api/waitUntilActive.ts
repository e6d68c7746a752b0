import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { sleep } from '../../client/sleep.ts'
import { withinTime } from '../../client/withinTime.ts'
import { RequestError, WaitError } from '../../protocol/errors.ts'
import { isPassing } from '../../protocol/failure.ts'
import type { MemoryStore } from './memoryStore.ts'

/** Provisioning takes seconds; people's own scripts ask every one to three. */
const POLL_MS = 2_000
/** A store may show up a little after the operation that made it completed. */
const NOT_FOUND_GRACE_MS = 60_000

/**
 * Reads a store until it is ACTIVE.
 *
 * @param options.timeoutMs longest wait in ms, whatever is on its way by then; default: the client's `stuckAfterMs`
 * @throws WaitError where it is not ACTIVE in time, or has FAILED
 * @throws RangeError for a `timeoutMs` that is negative or no number
 * @throws RequestError where it may not be read, or is not there
 */
export async function waitUntilActive<TStore extends MemoryStore>(
  client: OperationsClient,
  id: string,
  get: (signal: AbortSignal) => Promise<TStore>,
  {
    signal,
    timeoutMs = client.context.pace.stuckAfterMs,
  }: { signal?: AbortSignal | undefined; timeoutMs?: number | undefined } = {},
): Promise<TStore> {
  const { now } = client.context
  const startedAt = now()
  let seen = 'not to be read'
  async function follow(inTime: AbortSignal): Promise<TStore> {
    for (;;) {
      let waitMs = POLL_MS
      try {
        const store = await get(inTime)
        if (store.status === 'ACTIVE') return store
        if (store.status === 'FAILED')
          throw new WaitError('unavailable', id, 'it has FAILED; delete it and create another')
        seen = store.status
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
        const { kind, retryAfterMs = 0 } = error.failure
        const isNotYet = kind === 'notFound' && now() - startedAt < NOT_FOUND_GRACE_MS
        if (!isNotYet && !isPassing(error.failure)) throw error
        seen = 'not to be read'
        waitMs = Math.max(POLL_MS, retryAfterMs)
      }
      await sleep(waitMs, inTime)
    }
  }
  return withinTime({ signal, timeoutMs }, follow, () => new WaitError('timeout', id, `it is still ${seen}`))
}
