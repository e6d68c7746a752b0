import type { SubmissionError } from '../../protocol/errors.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { isSameOperation } from '../../protocol/operation.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import { createSubmission } from '../submission/createSubmission.ts'
import type { Submission, SubmissionState } from '../submission/submission.ts'
import type { BatchPause, BatchSettings, BatchState, SubmittedInput } from './batch.ts'
import { IDLE_BATCH, isOver, toEnd, toFree, toProgress, toReason } from './batch.ts'
import type { BatchPlace } from './batchPlace.ts'
import { createOperationWatch } from './batchPlace.ts'
import type { BatchEntry, BatchCallbacks, BatchRun } from './batchRun.ts'
import { bind, change, putBack } from './batchRun.ts'
import { createSharedHold, toRateWait } from './sharedHold.ts'

export function createBatchRun(
  endpoint: DefinedEndpoint,
  settings: () => BatchSettings,
  findPlace: () => BatchPlace | undefined,
  { onEntry, onPause, onLeft }: BatchCallbacks,
): BatchRun {
  const listeners = new Set<() => void>()
  let entries: readonly BatchEntry[] = []
  let state = IDLE_BATCH
  /** Many entries change: nothing is published or begun before the last. */
  let isQuiet = false
  let hold = createSharedHold(goOn)
  const watching = createOperationWatch(lookAt, checkWatched)
  function publish(changes: Partial<Pick<BatchState, 'status' | 'pausedBy'>> = {}) {
    const inputs = entries.map(({ input }) => input)
    state = { ...state, ...changes, isHeld: hold.isHeld(), inputs, progress: toProgress(inputs) }
    for (const listener of listeners) listener()
  }

  function go() {
    if (state.status === 'idle' || isQuiet) return
    const place = findPlace()
    if (place) watching.watch(place)
    if (place && state.status === 'running' && !hold.isHeld()) {
      const waiting = entries.filter(({ input }) => input.state === 'waiting')
      const free = toFree(toProgress(entries.map(({ input }) => input)), settings())
      for (const entry of waiting.slice(0, free)) beginEntry(entry, place)
    }
    if (entries.every(({ input }) => isOver(input))) publish({ status: 'done', pausedBy: undefined })
    // The user has sent one again elsewhere, such as in the tray.
    else publish(state.status === 'done' ? { status: 'running' } : {})
  }

  function quietly(work: () => void) {
    isQuiet = true
    try {
      work()
    } finally {
      isQuiet = false
    }
    go()
  }

  /** After a 429: those that were rejected go first. */
  function goOn() {
    const place = findPlace()
    if (!place || hold.isHeld()) return publish()
    for (const entry of entries) if (entry.isBlocked) beginEntry(entry, place)
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
      const { state: own, accepted } = entry.input
      // The provider has left this home, or else the user has discarded the intent.
      if (now.state === 'idle' && !isOver(entry.input)) {
        if (!findPlace()) onLeft()
        else if (!accepted) finish(entry, 'unknown')
        // The user has sent it again elsewhere, such as in the tray.
      } else if (own !== 'running' && (now.state === 'accepted' || now.state === 'refused')) apply(entry, now)
    })
    bind(entry, submission, [unsubscribe, unmount])
  }

  async function applyOutcome(entry: BatchEntry, submission: Submission, sending: Promise<SubmissionState>) {
    const outcome = await sending
    if (entry.submission === submission) apply(entry, outcome)
  }

  function apply(entry: BatchEntry, outcome: SubmissionState) {
    if (outcome.state === 'accepted') {
      const { idempotencyKey = entry.idempotencyKey } = outcome.accepted
      if (idempotencyKey === entry.idempotencyKey) follow(entry, outcome.accepted)
      else finish(entry, 'unknown')
    } else if (outcome.state === 'refused') finish(entry, 'refused', toReason(outcome.error))
    else if (outcome.state === 'unconfirmed') {
      const { kind } = outcome.error.failure
      // The next ones would not get a response either.
      if (state.status === 'running' && (kind === 'network' || kind === 'timeout')) pause('connection')
      finish(entry, 'unknown', toReason(outcome.error))
    } else if (outcome.state === 'blocked') noteBlocked(entry, outcome.error)
  }

  function noteBlocked(entry: BatchEntry, error: SubmissionError) {
    const { failure } = error
    const place = findPlace()
    if (failure.httpStatus === 403) drop(entry, 'refused', toReason(error))
    else if (failure.kind === 'rateLimited' && state.status === 'running' && place) {
      entry.isBlocked = true
      entry.rejections += 1
      hold.extend(toRateWait(failure, entry.rejections, place.engine.context), place.session)
      publish()
    } else {
      putBack(entry)
      if (state.status === 'running') pause('signIn')
      else go()
    }
  }

  /** Ends it, and discards its intent. */
  function drop(entry: BatchEntry, next: 'refused' | 'unknown', problem: Problem) {
    const { submission } = entry
    entry.detach?.()
    submission?.reset()
    finish(entry, next, problem)
  }

  function follow(entry: BatchEntry, accepted: AcceptedOperation, known?: OperationSnapshot) {
    // Its row already says so.
    const isKnown = isQuiet && entry.input.accepted !== undefined
    change(entry, { state: 'running', accepted, problem: undefined })
    if (!isKnown) onEntry(entry)
    const snapshot = known ?? findPlace()?.engine.gate.peek(accepted)
    if (snapshot) look(entry, snapshot)
    go()
  }

  function lookAt(after: OperationSnapshot) {
    const isIt = ({ input: { accepted } }: BatchEntry) => accepted && isSameOperation(accepted, after)
    for (const entry of entries.filter(isIt)) look(entry, after)
  }

  function look(entry: BatchEntry, snapshot: OperationSnapshot) {
    const end = toEnd(snapshot)
    if (end && entry.input.state !== 'completed' && entry.input.state !== 'failed')
      finish(entry, end.state, end.problem)
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
    if (isQuiet) return
    for (const entry of entries) {
      const { accepted, state: now } = entry.input
      if (accepted && now === 'running' && !place.isWatched(accepted)) finish(entry, 'unknown')
    }
  }

  function letGo() {
    watching.stop()
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
    begin(next, pausedBy, restore = () => undefined) {
      letGo()
      entries = next
      state = { ...state, status: pausedBy ? 'paused' : 'running', pausedBy }
      quietly(restore)
    },
    takeOver(entry, submission, isBlocked) {
      const place = findPlace()
      attach(entry, submission, place?.submissions.mount(submission, entry.input.resourceId))
      change(entry, { state: isBlocked && submission.hasRequest() ? 'waiting' : 'unknown' })
      // The provider may be sending it again already.
      if (submission.current().state === 'submitting' && place) beginEntry(entry, place)
    },
    lose(entry, accepted) {
      change(entry, { state: 'running', accepted })
      finish(entry, 'unknown')
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
    endWaiting(next, title) {
      const waiting = entries.filter(({ input }) => input.state === 'waiting')
      quietly(() => waiting.forEach((entry) => drop(entry, next, { title, fields: [] })))
    },
    discard() {
      for (const { input, submission, detach } of entries) {
        if (input.state !== 'waiting') continue
        detach?.()
        submission?.reset()
      }
    },
    end() {
      letGo()
      publish({ status: 'idle', pausedBy: undefined })
    },
  }
}
