import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import type { IntentLedger } from '../storage/intentLedger.ts'
import type { Journal } from '../storage/journal.ts'
import type { TabRecords } from '../storage/tabRecords.ts'
import type { OnAccepted } from '../submission/submission.ts'
import type { Submissions } from '../submission/submissions.ts'

/** What a batch runs in: one home, as long as a provider shows it. */
export interface BatchPlace {
  /** The home, for the lock that keeps a duplicate of this tab from running the batch too. */
  readonly home: string
  readonly engine: ClientEngine
  readonly ledger: IntentLedger
  readonly journal: Journal
  /** Where this tab stores the batch. */
  readonly records: TabRecords
  readonly submissions: Submissions
  /** Aborted by a sign-out. */
  readonly session: AbortSignal
  /** False without a scope: the user may be another one after a reload. */
  readonly isKnownUser: boolean
  /** Adds an operation to the list that the provider watches. */
  readonly onAccepted: OnAccepted
  /** True while the provider polls it. */
  readonly isWatched: (accepted: AcceptedOperation) => boolean
  /** Subscribes to changes of `isWatched`. */
  readonly subscribe: (listener: () => void) => () => void
}
