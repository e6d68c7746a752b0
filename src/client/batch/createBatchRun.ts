import type { SubmissionError } from '../../protocol/errors.ts'
import { defined } from '../../protocol/json.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { isSameOperation } from '../../protocol/operation.ts'
import type { Problem } from '../../protocol/problem.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import { createSubmission } from '../submission/createSubmission.ts'
import type { Submission, SubmissionState } from '../submission/submission.ts'
import type { BatchPause, BatchSettings, BatchState, SubmittedInput } from './batch.ts'
import { IDLE_BATCH, isOver, toFree, toProblem, toProgress, toReason } from './batch.ts'
import type { BatchEntry } from './batchEntry.ts'
import type { BatchPlace } from './batchPlace.ts'
import type { BatchCallbacks, BatchRun } from './batchRun.ts'
import { createSharedHold } from './sharedHold.ts'

function change(entry: BatchEntry, changes: SubmittedInput) {
  entry.input = defined({ ...entry.input, ...changes })
}

/** Nothing of it was accepted, so it waits again. */
function putBack(entry: BatchEntry) {
  const { submission } = entry
  entry.isBlocked = false
  entry.detach?.()
  submission?.reset()
  change(entry, { state: 'waiting' })
}

export function createBatchRun(
  endpoint: DefinedEndpoint,
  settings: () => BatchSettings,
  findPlace: () => BatchPlace | undefined,
  { onEntry, onPause, onLeft }: BatchCallbacks,
): BatchRun {
  const listeners = new Set<() => void>()
  let entries: readonly BatchEntry[] = []
  let state = IDLE_BATCH
  let stops: (() => void)[] = []
  let hold = createSharedHold(goOn)

  function publish(changes: Partial<Pick<BatchState, 'status' | 'pausedBy'>> = {}) {
    const inputs = entries.map(({ input }) => input)
    state = { ...state, ...changes, isHeld: hold.isHeld(), inputs, progress: toProgress(inputs) }
    for (const listener of listeners) listener()
  }

  function go() {
    const place = findPlace()
    if (place && state.status === 'running' && !hold.isHeld()) {
      const waiting = entries.filter(({ input }) => input.state === 'waiting')
      const free = toFree(toProgress(entries.map(({ input }) => input)), settings())
      for (const entry of waiting.slice(0, free)) beginEntry(entry, place)
    }
    const isDone = state.status !== 'idle' && entries.every(({ input }) => isOver(input))
    publish(isDone ? { status: 'done', pausedBy: undefined } : {})
  }

  /** After a 429: those that were rejected go first. */
  function goOn() {
    const place = findPlace()
    if (!place || hold.isHeld()) return publish()
    for (const entry of entries.filter(({ isBlocked }) => isBlocked)) beginEntry(entry, place)
    return go()
  }

  function beginEntry(entry: BatchEntry, place: BatchPlace) {
    const { engine, ledger, submissions, onAccepted } = place
    const { request, idempotencyKey } = entry
    entry.isBlocked = false
    change(entry, { state: 'running', problem: undefined })
    const known = entry.submission
    const submission = known ?? createSubmission(endpoint, { findLedger: () => ledger, idempotencyKey })
    const sharing = hold.share(engine, place.session)
    if (!known) attach(entry, submission, submissions.mount(submission, entry.input.resourceId))
    const sending =
      known || !request
        ? submission.sendAgain(sharing, onAccepted)
        : submission.submit(() => Promise.resolve(request), sharing, onAccepted)
    void applyOutcome(entry, submission, sending)
  }

  function attach(entry: BatchEntry, submission: Submission, unmount: () => void = () => undefined) {
    const unsubscribe = submission.subscribe(() => {
      const now = submission.current()
      // Only a sign-out or another home resets an intent that is running.
      if (now.state === 'idle' && entry.input.state === 'running') onLeft()
      // The user has sent it again elsewhere, such as in the tray.
      else if (entry.input.state === 'unknown' && (now.state === 'accepted' || now.state === 'refused'))
        apply(entry, now)
    })
    entry.submission = submission
    entry.detach = () => {
      entry.submission = undefined
      entry.detach = undefined
      unsubscribe()
      unmount()
    }
  }

  async function applyOutcome(entry: BatchEntry, submission: Submission, sending: Promise<SubmissionState>) {
    const outcome = await sending
    if (entry.submission === submission) apply(entry, outcome)
  }

  function apply(entry: BatchEntry, outcome: SubmissionState) {
    if (outcome.state === 'accepted') follow(entry, outcome.accepted)
    else if (outcome.state === 'refused') finish(entry, 'refused', toReason(outcome.error))
    else if (outcome.state === 'unconfirmed') finish(entry, 'unknown', toReason(outcome.error))
    else if (outcome.state === 'blocked') noteBlocked(entry, outcome.error)
  }

  function noteBlocked(entry: BatchEntry, error: SubmissionError) {
    const { failure } = error
    const place = findPlace()
    if (failure.httpStatus === 403) {
      putBack(entry)
      finish(entry, 'refused', toReason(error))
    } else if (failure.kind === 'rateLimited' && state.status === 'running' && place) {
      entry.isBlocked = true
      const failures = (entry.rejections += 1)
      const { pace, random } = place.engine.context
      const { retryAfterMs } = failure
      hold.extend(toWaitMs({ retryAfterMs, failures }, { pace, random: random() }), place.session)
      publish()
    } else {
      putBack(entry)
      if (state.status === 'running') pause('signIn')
      else go()
    }
  }

  function follow(entry: BatchEntry, accepted: AcceptedOperation, known?: OperationSnapshot) {
    change(entry, { state: 'running', accepted, problem: undefined })
    onEntry(entry)
    const snapshot = known ?? findPlace()?.engine.gate.peek(accepted)
    if (snapshot) look(entry, snapshot)
    go()
  }

  function look(entry: BatchEntry, { operation, wake, pollError }: OperationSnapshot) {
    const { status = 'PENDING', error } = operation ?? {}
    if (entry.input.state === 'completed' || entry.input.state === 'failed') return
    if (status === 'COMPLETED') finish(entry, 'completed')
    else if (status !== 'PENDING') finish(entry, 'failed', error)
    // It is no longer polled, or the user may not read it.
    else if (wake === 'manual' || pollError?.httpStatus === 403)
      finish(entry, 'unknown', pollError && toProblem(pollError))
  }

  function finish(entry: BatchEntry, next: SubmittedInput['state'], problem?: Problem) {
    if (entry.input.state === next) return
    change(entry, { state: next, problem })
    if (next !== 'unknown') entry.detach?.()
    onEntry(entry)
    if (next !== 'completed' && state.status === 'running' && settings().afterFailure === 'stop')
      pause('failure')
    go()
  }

  function pause(pausedBy: BatchPause) {
    for (const entry of entries) if (entry.isBlocked) putBack(entry)
    publish({ status: 'paused', pausedBy })
    onPause(pausedBy)
    go()
  }

  /** The user may stop watching an operation, or dismiss it. */
  function checkWatched(place: BatchPlace) {
    for (const entry of entries) {
      const { accepted, state: now } = entry.input
      if (accepted && now === 'running' && !place.isWatched(accepted)) finish(entry, 'unknown')
    }
  }

  function letGo() {
    for (const stop of stops) stop()
    stops = []
    for (const entry of entries) entry.detach?.()
    entries = []
    hold = createSharedHold(goOn)
  }

  return {
    current: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    begin(next, pausedBy) {
      letGo()
      const place = findPlace()
      entries = next
      stops = place
        ? [
            place.engine.gate.attach({
              onChange({ after }) {
                const isIt = ({ input: { accepted } }: BatchEntry) =>
                  accepted && isSameOperation(accepted, after)
                for (const entry of entries.filter(isIt)) look(entry, after)
              },
            }),
            place.subscribe(() => checkWatched(place)),
          ]
        : []
      publish({ status: pausedBy ? 'paused' : 'running', pausedBy })
      go()
    },
    takeOver(entry, submission) {
      const place = findPlace()
      attach(entry, submission)
      change(entry, { state: 'unknown' })
      // The provider may be sending it again already.
      if (submission.current().state === 'submitting' && place) beginEntry(entry, place)
      publish()
    },
    follow,
    pause,
    resume() {
      const engine = findPlace()?.engine
      if (!engine || (state.status !== 'paused' && state.status !== 'done')) return
      for (const entry of entries) {
        const intent = entry.submission?.current()
        const canSend = intent?.state === 'unconfirmed' && intent.canSendAgain
        if (entry.input.state === 'unknown' && canSend) change(entry, { state: 'waiting' })
      }
      publish({ status: 'running', pausedBy: undefined })
      onPause(undefined)
      go()
    },
    go,
    end() {
      letGo()
      publish({ status: 'idle', pausedBy: undefined })
    },
  }
}
