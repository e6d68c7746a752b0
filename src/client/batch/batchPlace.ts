import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import type { IntentLedger } from '../storage/intentLedger.ts'
import type { Journal } from '../storage/journal.ts'
import type { OnAccepted } from '../submission/submission.ts'
import type { Submissions } from '../submission/submissions.ts'
import type { TabRecords } from './batchStore.ts'

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

/** A batch that has the place of its name in this tab's store. */
interface BatchHolder {
  /** True while a provider shows its home. */
  readonly isShown: () => boolean
  /** True if it has nothing left to do. */
  readonly isDone: () => boolean
  /** Forgets it in its provider, and keeps its records. */
  readonly leave: () => void
}

/** The batches of this page, whatever their provider, by home and name. */
const holders = new Map<string, BatchHolder>()

/**
 * Takes the place of a name for one batch. A batch whose provider is gone leaves it: a Web Lock alone cannot tell
 * that from a duplicated tab.
 *
 * @param mayReplaceDone whether a batch that is done leaves it too
 * @returns false if another provider of this page shows a batch there
 */
export function claimPlace(name: string, holder: BatchHolder, mayReplaceDone = false): boolean {
  const other = holders.get(name)
  if (other && other !== holder) {
    if (other.isShown() && !(mayReplaceDone && other.isDone())) return false
    other.leave()
  }
  holders.set(name, holder)
  return true
}

/** Does nothing if another batch has the place. */
export function leavePlace(name: string, holder: BatchHolder) {
  if (holders.get(name) === holder) holders.delete(name)
}

/** Hears of the operations of a batch, whichever client polls them. */
interface OperationWatch {
  /** Does nothing if the engine of this place is watched already. */
  readonly watch: (place: BatchPlace) => void
  readonly stop: () => void
}

/**
 * @param onChange called with each operation that has changed
 * @param onWatched called when the provider watches others
 */
export function createOperationWatch(
  onChange: (after: OperationSnapshot) => void,
  onWatched: (place: BatchPlace) => void,
): OperationWatch {
  let stops: (() => void)[] = []
  let watched: ClientEngine | undefined

  function stop() {
    for (const one of stops) one()
    stops = []
    watched = undefined
  }

  return {
    watch(place) {
      const { engine } = place
      // The provider may get another client for the same home.
      if (watched === engine) return
      stop()
      watched = engine
      stops = [
        engine.gate.attach({ onChange: ({ after }) => onChange(after) }),
        place.subscribe(() => onWatched(place)),
      ]
    },
    stop,
  }
}
