import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { Submission } from '../submission/submission.ts'
import type { BatchPause, BatchState } from './batch.ts'
import type { BatchEntry } from './batchEntry.ts'

/** Sends the inputs of a batch in order, a few at a time. Stores nothing: `onEntry` and `onPause` may. */
export interface BatchRun {
  readonly current: () => BatchState
  readonly subscribe: (listener: () => void) => () => void
  /** Begins with these entries: nothing waits if `pausedBy` is set. */
  readonly begin: (entries: readonly BatchEntry[], pausedBy?: BatchPause) => void
  /** Takes over an intent of an earlier page. */
  readonly takeOver: (entry: BatchEntry, submission: Submission) => void
  /** Follows an operation of an earlier page. */
  readonly follow: (entry: BatchEntry, accepted: AcceptedOperation, known?: OperationSnapshot) => void
  readonly pause: (by: BatchPause) => void
  /** Goes on, and sends what is unknown again where that is safe. */
  readonly resume: () => void
  /** Begins what may begin now, such as after the provider has mounted again. */
  readonly go: () => void
  /** Forgets everything. What was accepted continues; what is waiting is not sent. */
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
