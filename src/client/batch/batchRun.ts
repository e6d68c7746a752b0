import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { Submission } from '../submission/submission.ts'
import type { BatchPause, BatchState } from './batch.ts'
import type { BatchEntry } from './batchEntry.ts'

/** Sends the inputs of a batch in order, a few at a time. Stores nothing: `onEntry` and `onPause` may. */
export interface BatchRun {
  readonly current: () => BatchState
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Begins with these entries. Nothing is sent if `pausedBy` is set.
   *
   * @param restore called before anything begins, to restore what an earlier page has begun
   */
  readonly begin: (entries: readonly BatchEntry[], pausedBy?: BatchPause, restore?: () => void) => void
  /**
   * Takes over an intent of an earlier page.
   *
   * @param isBlocked true if it was not accepted, so it waits
   */
  readonly takeOver: (entry: BatchEntry, submission: Submission, isBlocked: boolean) => void
  /** Follows an operation of an earlier page. */
  readonly follow: (entry: BatchEntry, accepted: AcceptedOperation, known?: OperationSnapshot) => void
  /** Its operation is not watched any more. */
  readonly lose: (entry: BatchEntry, accepted: AcceptedOperation) => void
  readonly pause: (by: BatchPause) => void
  /** Continues, and sends unknown inputs again if that is safe. */
  readonly resume: () => void
  /** Begins what may begin now, such as after the provider has mounted again. */
  readonly go: () => void
  /** Ends every waiting input: none of them is sent. */
  readonly endWaiting: (state: 'refused' | 'unknown', reason: string) => void
  /** Discards the intents of waiting inputs. */
  readonly discard: () => void
  /** Forgets everything. Accepted inputs continue; waiting ones are not sent. */
  readonly end: () => void
}

/** Callbacks of {@link createBatchRun}. */
export interface BatchCallbacks {
  /** An input was accepted, or is over. */
  readonly onEntry: (entry: BatchEntry) => void
  readonly onPause: (by: BatchPause | undefined) => void
  /** A sign-out, or another home, has ended it. */
  readonly onLeft: () => void
}
