import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Journal } from './journal.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import type { SubmitOptions } from './submitRequest.ts'
import { holdTabLock, holdTabLockSoon } from './tabLock.ts'

/** Keeps the intents of this tab: each under a lock that says this tab is still at it, and written down. */
export interface IntentKeeper {
  /**
   * Before the request leaves. Resolves when it is written, or after a bounded wait. Once the signal is aborted, as by
   * a sign-out, nothing is written.
   *
   * @returns false if another tab has forgotten everything meanwhile: then nothing must leave
   */
  readonly begin: (record: IntentRecord, request: PreparedRequest, signal: AbortSignal) => Promise<boolean>
  /** What a request asks the journal: before another attempt, and when it is accepted. */
  readonly checks: Required<Pick<SubmitOptions, 'mayGoOn' | 'findAccepted'>>
  /** It is still not known what became of it. */
  readonly update: (record: IntentRecord) => Promise<void>
  /** The 202 came. Resolves when the operation is written and the intent is gone. */
  readonly accept: (idempotencyKey: string, accepted: AcceptedOperation) => Promise<void>
  /** Refused, or given up by the person. */
  readonly end: (idempotencyKey: string) => Promise<void>
  /**
   * Waits until no other tab is at it, and takes it over.
   *
   * @returns whether it is still open; `undefined` if that cannot be read
   */
  readonly claim: (idempotencyKey: string, signal: AbortSignal) => Promise<boolean | undefined>
  readonly holds: (idempotencyKey: string) => boolean
  /** The page only shows it, or does not even that any more: another one may take it over. */
  readonly letGo: (idempotencyKey: string) => void
  readonly letAllGo: () => void
  /** The page shows these again. */
  readonly holdAgain: (idempotencyKeys: readonly string[], signal: AbortSignal) => void
}

/** A key makes sure that nothing is made twice: no person waits longer than this for a tab that will not let go. */
const PATIENCE_MS = 2_000

export function createIntentKeeper(journal: Journal, home: string): IntentKeeper {
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
    checks: { mayGoOn: journal.isCurrent, findAccepted: journal.findAccepted },
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
    letGo: release,
    letAllGo() {
      for (const idempotencyKey of held.keys()) release(idempotencyKey)
    },
    holdAgain(idempotencyKeys, signal) {
      for (const one of idempotencyKeys) if (!held.has(one)) void hold(one, holdTabLock(toLock(one), signal))
    },
  }
}
