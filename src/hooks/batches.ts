import type { BatchSettings } from '../client/batch/batch.ts'
import type { BatchPlace } from '../client/batch/batchPlace.ts'
import type { Batch } from '../client/batch/createBatch.ts'
import { createBatch } from '../client/batch/createBatch.ts'
import { toStoragePrefix } from '../client/http/clientContext.ts'
import type { DefinedEndpoint } from '../client/request/endpoint.ts'
import { createTabRecords } from '../client/storage/tabRecords.ts'
import type { AcceptedOperation } from '../protocol/operation.ts'
import { isSameOperation } from '../protocol/operation.ts'
import type { OperationsTracker } from './operationsTracker.ts'
import { FRESH_MS } from './resumeIntents.ts'

/** A batch, and how it runs: set by the hook that shows it. */
export interface NamedBatch extends Batch {
  readonly configure: (settings: BatchSettings) => void
}

/** The batches of each home, by `kind` and name. A batch continues when no component shows it any more. */
const known = new WeakMap<OperationsTracker, Map<string, NamedBatch>>()

/** @param name distinguishes the batches of one endpoint */
export function findBatch(
  tracker: OperationsTracker,
  endpoint: DefinedEndpoint,
  takesIdempotencyKey: boolean,
  name: string,
): NamedBatch {
  const batches = known.get(tracker) ?? new Map<string, NamedBatch>()
  known.set(tracker, batches)
  // JSON escapes a lone surrogate, which encodeURIComponent rejects.
  const key = JSON.stringify([endpoint.kind, name])
  const found = batches.get(key)
  if (found) return found
  let settings: BatchSettings = { concurrency: 1, afterFailure: 'stop' }
  const batch = createBatch({
    endpoint,
    name: key,
    takesIdempotencyKey,
    settings: () => settings,
    findPlace: () => toPlace(tracker),
    freshMs: FRESH_MS,
    onNotStored: () => warn(tracker),
  })
  const named = {
    ...batch,
    configure(next: BatchSettings) {
      const isMore = next.concurrency > settings.concurrency
      settings = next
      if (isMore) batch.go()
    },
  }
  batches.set(key, named)
  return named
}

function toPlace(tracker: OperationsTracker): BatchPlace | undefined {
  const watched = tracker.watched()
  if (!watched) return undefined
  const { own, observers } = watched
  const { tracked, submissions } = tracker
  return {
    home: own.name,
    engine: observers.engine,
    ledger: own.ledger,
    journal: own.journal,
    records: createTabRecords(own.requests, `${toStoragePrefix(own.name)}request/`, own.journal.bindMark()),
    submissions,
    session: tracker.session(),
    isKnownUser: own.scope !== undefined,
    onAccepted: tracked.add,
    isWatched: (accepted: AcceptedOperation) =>
      tracked.list().some((one) => one.isWatched && isSameOperation(one.accepted, accepted)),
    subscribe: tracked.subscribe,
  }
}

function warn(tracker: OperationsTracker) {
  // With `storage={null}`, nothing is to be stored.
  if (!tracker.watched()?.own.drafts) return
  console.warn(
    "react-accepted could not save the inputs that are still to be submitted: this tab's storage is full or disabled. " +
      'If the page closes, those that have not begun are not sent. ' +
      'Free up storage, or submit fewer inputs at a time.',
  )
}
