import { holdTabLockSoon } from '../client/tabLock.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import type { JournalHome } from './journalHome.ts'

/** A tab that is frozen while it holds the lock keeps nobody from hearing of an end for longer. */
const PATIENCE_MS = 5_000

/** An operation, and how it ended. */
interface End {
  readonly accepted: AcceptedOperation
  readonly settled: OperationSnapshot
}

/**
 * Writes down how an operation ended, and calls `tell` if this page is the one in this browser that is to tell of it.
 * Once the signal is aborted, as by a sign-out, it does neither.
 */
export async function settleOnce(
  { name, journal }: Pick<JournalHome, 'name' | 'journal'>,
  { accepted, settled }: End,
  signal: AbortSignal,
  tell: () => void,
) {
  const release = await holdTabLockSoon(
    `react-accepted settled ${name} ${toOperationKey(accepted)}`,
    PATIENCE_MS,
    signal,
  )
  try {
    if (signal.aborted) return
    const isOurs = await journal.settle({ accepted, isWatched: true }, settled)
    if (isOurs && !signal.aborted) tell()
  } catch (error) {
    reportError(error)
  } finally {
    release?.()
  }
}
