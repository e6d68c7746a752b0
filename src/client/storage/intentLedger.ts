import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import type { SubmitOptions } from '../request/submitRequest.ts'
import { holdTabLock, holdTabLockSoon } from '../tabs/locks.ts'
import type { Journal } from './journal.ts'
import type { IntentRecord } from './journalRecord.ts'

/** Records this tab's intents in the journal, and holds a Web Lock for each while this tab handles it. */
export interface IntentLedger {
  /**
   * Call before the request is sent. Resolves when the intent is written, or after a bounded wait: 2 s for
   * the lock, then 1 s for each store access. Writes nothing once the signal is aborted, such as by a
   * sign-out.
   *
   * @returns false if another tab has cleared the journal: then the request must not be sent
   */
  readonly begin: (record: IntentRecord, request: PreparedRequest, signal: AbortSignal) => Promise<boolean>
  /** Callbacks for `submitRequest`: one for each retry, and one for a 202. */
  readonly submitCallbacks: Required<Pick<SubmitOptions, 'mayGoOn' | 'findAccepted'>>
  /** Updates the record of an intent that is still open. */
  readonly update: (record: IntentRecord) => Promise<void>
  /** Call after a 202. Resolves when the operation is written and the intent is removed. */
  readonly accept: (idempotencyKey: string, accepted: AcceptedOperation) => Promise<void>
  /** Removes an intent that was refused, or that the user discarded. */
  readonly end: (idempotencyKey: string) => Promise<void>
  /**
   * Waits until no other tab holds the intent, then takes it over.
   *
   * @returns whether it is still open (false if the signal aborts); `undefined` if the journal cannot be read
   */
  readonly claim: (idempotencyKey: string, signal: AbortSignal) => Promise<boolean | undefined>
  readonly holds: (idempotencyKey: string) => boolean
  /** Releases the lock, so that another tab can take the intent over. */
  readonly release: (idempotencyKey: string) => void
  readonly releaseAll: () => void
  /** Takes the locks again for intents that this page still has. */
  readonly reacquire: (idempotencyKeys: readonly string[], signal: AbortSignal) => void
}

/** The longest wait for a lock that another tab keeps. The Idempotency-Key prevents duplicates anyway. */
const PATIENCE_MS = 2_000

export function createIntentLedger(journal: Journal, home: string): IntentLedger {
  const held = new Map<string, () => void>()

  const toLock = (idempotencyKey: string) => `react-accepted intent ${home} ${idempotencyKey}`

  async function hold(idempotencyKey: string, locking: Promise<(() => void) | undefined>): Promise<boolean> {
    const letGo = await locking
    if (letGo) held.set(idempotencyKey, letGo)
    return letGo !== undefined
  }

  function release(idempotencyKey: string) {
    held.get(idempotencyKey)?.()
    held.delete(idempotencyKey)
  }

  return {
    async begin(record, request, signal) {
      const { idempotencyKey } = record
      if (!held.has(idempotencyKey))
        await hold(idempotencyKey, holdTabLockSoon(toLock(idempotencyKey), PATIENCE_MS, signal))
      if (signal.aborted) release(idempotencyKey)
      return signal.aborted || (await journal.writeIntent(record, request)) !== 'superseded'
    },
    submitCallbacks: { mayGoOn: journal.isCurrent, findAccepted: journal.findAccepted },
    update: async (record) => void (await journal.writeIntent(record)),
    async accept(idempotencyKey, accepted) {
      await journal.accept({ accepted, idempotencyKey, isWatched: true })
      release(idempotencyKey)
    },
    async end(idempotencyKey) {
      await journal.removeIntent(idempotencyKey)
      release(idempotencyKey)
    },
    async claim(idempotencyKey, signal) {
      if (!(await hold(idempotencyKey, holdTabLock(toLock(idempotencyKey), signal)))) return false
      const isOpen = await journal.hasIntent(idempotencyKey)
      if (isOpen === false) release(idempotencyKey)
      return isOpen
    },
    holds: (idempotencyKey) => held.has(idempotencyKey),
    release,
    releaseAll() {
      for (const idempotencyKey of held.keys()) release(idempotencyKey)
    },
    reacquire(idempotencyKeys, signal) {
      for (const one of idempotencyKeys) if (!held.has(one)) void hold(one, holdTabLock(toLock(one), signal))
    },
  }
}
