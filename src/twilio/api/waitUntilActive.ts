import { sleep, withinTime } from '../../client/http/abort.ts'
import type { ClientContext } from '../../client/http/clientContext.ts'
import { OperationWaitError, RequestError } from '../../protocol/errors.ts'
import { isPassing } from '../../protocol/failure.ts'
import type { MemoryStore } from './memoryStore.ts'

/** Provisioning takes seconds; published scripts poll every one to three seconds. */
const POLL_MS = 2_000
/** A new store may still answer 404 for a short time after its operation completed. */
const NOT_FOUND_GRACE_MS = 60_000

interface WaitUntilActiveOptions {
  readonly signal?: AbortSignal | undefined
  /** Aborted by a sign-out. */
  readonly session: AbortSignal
  readonly timeoutMs?: number | undefined
}

/**
 * Polls a store every 2 s until it is ACTIVE. Respects a longer Retry-After, and retries a 404 for 60 s.
 *
 * @param options.timeoutMs maximum wait in ms, pending read included. Default: the client's `stuckAfterMs`
 * @throws OperationWaitError if the store is not ACTIVE in time, or is FAILED
 * @throws RangeError if `timeoutMs` is negative or not a number
 * @throws RequestError if the store may not be read, or does not exist
 * @throws the signal's reason if it is aborted, or an `AbortError` if the user signs out
 */
export async function waitUntilActive<TStore extends MemoryStore>(
  { now, pace }: ClientContext,
  id: string,
  get: (signal: AbortSignal) => Promise<TStore>,
  { signal, session, timeoutMs = pace.stuckAfterMs }: WaitUntilActiveOptions,
): Promise<TStore> {
  const startedAt = now()
  let seen = 'not readable'
  async function follow(inTime: AbortSignal): Promise<TStore> {
    for (;;) {
      let waitMs = POLL_MS
      try {
        const store = await get(inTime)
        if (store.status === 'ACTIVE') return store
        if (store.status === 'FAILED')
          throw new OperationWaitError(
            'unavailable',
            id,
            'its status is FAILED; delete the store and create another',
          )
        seen = store.status
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
        const { kind, retryAfterMs = 0 } = error.failure
        const isNotYet = kind === 'notFound' && now() - startedAt < NOT_FOUND_GRACE_MS
        if (!isNotYet && !isPassing(error.failure)) throw error
        seen = 'not readable'
        waitMs = Math.max(POLL_MS, retryAfterMs)
      }
      await sleep(waitMs, inTime)
    }
  }
  return withinTime(
    { signals: [session, ...(signal ? [signal] : [])], timeoutMs },
    follow,
    () => new OperationWaitError('timeout', id, `it is still ${seen}`),
  )
}
