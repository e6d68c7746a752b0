'use client'

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'

import type { BatchState, BatchSettings } from '../client/batch/batch.ts'
import type { BatchPlace } from '../client/batch/batchPlace.ts'
import { MAX_INPUTS, createTabRecords } from '../client/batch/batchStore.ts'
import type { Batch } from '../client/batch/createBatch.ts'
import { createBatch } from '../client/batch/createBatch.ts'
import { toStoragePrefix } from '../client/http/clientContext.ts'
import type { Endpoint, DefinedEndpoint } from '../client/request/endpoint.ts'
import { toDefinedEndpoint } from '../client/request/endpoint.ts'
import type { AcceptedOperation } from '../protocol/operation.ts'
import { isSameOperation } from '../protocol/operation.ts'
import { useOperationsTracker } from './OperationsContext.ts'
import type { OperationsTracker } from './operationsTracker.ts'
import { FRESH_MS } from './resumeIntents.ts'

/** Options of {@link useSubmitOperations}. */
export interface UseSubmitOperationsOptions {
  /** How many inputs may be running at the same time. Default: 4. */
  readonly concurrency?: number
  /**
   * Whether to continue after an input did not complete: refused, FAILED, CANCELLED, or unknown. `stop` lets
   * the running ones end, and sends nothing more before `resume`. Default: `continue`.
   */
  readonly afterFailure?: 'stop' | 'continue'
  /**
   * Distinguishes the batches of one endpoint. Components with the same name share a batch; the options of the
   * last one rendered apply.
   */
  readonly name?: string
}

/** The result of {@link useSubmitOperations}. */
export interface UseSubmitOperationsResult<TInput> extends BatchState {
  /**
   * Submits one intent for each input, in order. Inputs with the same content are one intent. Does nothing
   * while a batch of this name is running or paused.
   *
   * @returns resolves when all inputs are stored and the first are sent; to false if nothing was started;
   * rejects with a RangeError for more than 1,000 inputs
   */
  readonly start: (inputs: readonly TInput[]) => Promise<boolean>
  /** Sends nothing more. Running inputs continue. */
  readonly stop: () => void
  /**
   * Continues after a pause. Unknown inputs are sent again, each with its own key, if that is safe. After 23 hours, waiting inputs are
   * refused: nothing of them is sent.
   */
  readonly resume: () => void
  /** Forgets the batch: waiting inputs are not sent, accepted ones continue. Does nothing while running. */
  readonly reset: () => void
}

/**
 * Submits many inputs of one endpoint, a few at a time: an input is running from its request until its
 * operation ends. Each is an intent of its own with its own Idempotency-Key, and each operation is in
 * `useOperations`. A 429 delays all of them; if no response arrives, the batch is paused. It continues if this
 * component unmounts. After a reload of the tab, when a component with the same endpoint and name mounts, it
 * resumes: automatically if its last outcome is younger than 2 minutes, the browser has Web Locks, and it has a
 * scope and is not destructive, else it is paused until `resume`. Inputs that have not begun are refused if the endpoint has
 * another `version` by then. If the endpoint takes no Idempotency-Key, what has not begun is lost with the page.
 *
 * @param endpoint from `defineOperation`, with a stable identity
 * @throws RangeError if `concurrency` is not a whole number of 1 or more
 * @throws TypeError if the endpoint is not from `defineOperation`
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useSubmitOperations<TInput, TResult>(
  endpoint: Endpoint<TInput, TResult>,
  options?: UseSubmitOperationsOptions,
): UseSubmitOperationsResult<TInput>
// The result is not read here, so its type does not matter.
export function useSubmitOperations<TInput>(
  endpoint: Endpoint<TInput>,
  { concurrency = 4, afterFailure = 'continue', name = '' }: UseSubmitOperationsOptions = {},
): UseSubmitOperationsResult<TInput> {
  const tracker = useOperationsTracker('useSubmitOperations')
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`concurrency is ${concurrency}, but it must be a whole number of 1 or more`)
  const definedEndpoint = toDefinedEndpoint(endpoint)
  const batch = findBatch(tracker, definedEndpoint, endpoint.takesIdempotencyKey, name)
  useEffect(() => batch.configure({ concurrency, afterFailure }), [batch, concurrency, afterFailure])
  useEffect(() => {
    // After the provider's own effects, which start the tracker.
    queueMicrotask(() => void batch.open())
  }, [batch])
  const state = useSyncExternalStore(batch.subscribe, batch.current, batch.current)
  const start = useCallback(
    async (inputs: readonly TInput[]) => {
      if (inputs.length > MAX_INPUTS)
        throw new RangeError(`${inputs.length} inputs exceed the ${MAX_INPUTS} that one batch may have`)
      return batch.start(inputs.map((input) => () => definedEndpoint['~internal'].prepare(endpoint, input)))
    },
    [batch, definedEndpoint, endpoint],
  )
  return useMemo(
    () => ({ ...state, start, stop: batch.stop, resume: batch.resume, reset: batch.reset }),
    [state, start, batch],
  )
}

/** A batch, and how it runs: set by the hook that shows it. */
interface NamedBatch extends Batch {
  readonly configure: (settings: BatchSettings) => void
}

/** The batches of each home, by `kind` and name. A batch continues when no component shows it any more. */
const known = new WeakMap<OperationsTracker, Map<string, NamedBatch>>()

/** @param name distinguishes the batches of one endpoint */
function findBatch(
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
