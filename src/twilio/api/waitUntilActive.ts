import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { sleep } from '../../client/sleep.ts'
import { WaitError } from '../../protocol/errors.ts'
import type { MemoryStore } from './memoryStore.ts'

/** Provisioning takes seconds; people's own scripts ask every one to three. */
const POLL_MS = 2_000

/**
 * Reads a store until it is ACTIVE.
 *
 * @throws WaitError where it is not ACTIVE in time, or has FAILED
 */
export async function waitUntilActive<TStore extends MemoryStore>(
  client: OperationsClient,
  id: string,
  get: () => Promise<TStore>,
  {
    signal,
    timeoutMs = client.pace.stuckAfterMs,
  }: { signal?: AbortSignal | undefined; timeoutMs?: number | undefined } = {},
): Promise<TStore> {
  const endsAt = client.now() + timeoutMs
  for (;;) {
    const store = await get()
    if (store.status === 'ACTIVE') return store
    if (store.status === 'FAILED')
      throw new WaitError('unavailable', id, 'the store has FAILED; delete it and create another')
    if (client.now() + POLL_MS > endsAt)
      throw new WaitError('timeout', id, `the store is still ${store.status}`)
    await sleep(POLL_MS, signal)
  }
}
