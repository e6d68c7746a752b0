import type { SubmissionError } from '../../protocol/errors.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import { toSignedOutError } from '../request/lazySending.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import { wasRejected, prepareSafely, toRefused, toSubmissionError } from '../request/preparedRequest.ts'
import type { IntentRecord } from '../storage/journalRecord.ts'
import {
  findIntended,
  isLookupConclusive,
  canSendAgain,
  toContent,
  toEarlierIntent,
  toIntentRecord,
  toShownKey,
} from './sentIntent.ts'
import type { SentIntent } from './sentIntent.ts'
import { createAcceptedIntents, willSend } from './submission.ts'
import type { OnAccepted, Submission, SubmissionDependencies, SubmissionState, Task } from './submission.ts'

export function createSubmission(
  endpoint: DefinedEndpoint,
  { findLedger = () => undefined, findLeft = () => undefined, idempotencyKey }: SubmissionDependencies = {},
): Submission {
  const listeners = new Set<() => void>()
  let current: SubmissionState = { state: 'idle' }
  let sent: SentIntent | undefined
  /** When an attempt last ended without a definite response, by `performance.now()`. */
  let unclearAt = 0
  let underWay: Promise<SubmissionState> | undefined
  /** The contents that were submitted while another request was in flight. */
  let joined: Promise<string>[] = []
  /** Aborts the current run and everything that would follow from it. */
  let controller = new AbortController()
  const running = createAcceptedIntents()

  function change(next: SubmissionState): SubmissionState {
    current = next
    for (const listener of listeners) listener()
    return next
  }

  /** One run at a time: later callers join it. */
  function join(
    engine: ClientEngine,
    onAccepted: OnAccepted | undefined,
    run: (task: Task) => Promise<SubmissionState>,
  ): Promise<SubmissionState> {
    if (underWay) return underWay
    joined = []
    const task = { engine, onAccepted, ledger: findLedger(), signal: controller.signal }
    const started: Promise<SubmissionState> = run(task).finally(() => {
      if (underWay === started) underWay = undefined
    })
    underWay = started
    return started
  }

  function stop(reason?: 'left') {
    controller.abort(reason)
    controller = new AbortController()
    underWay = undefined
    running.clear()
    sent = undefined
    change({ state: 'idle' })
  }

  async function submitNow(prepare: () => Promise<PreparedRequest>, task: Task): Promise<SubmissionState> {
    const { engine, ledger, signal } = task
    const before = current
    if (willSend(before, engine)) change({ state: 'submitting', attempt: 1, idempotencyKey: undefined })
    const fresh = await prepareSafely(prepare)
    if (signal.aborted) return current
    const isSame = !('error' in fresh) && sent?.request && toContent(fresh) === toContent(sent.request)
    // An unclear intent goes first, with its own key, even if the input has been edited since.
    if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))
      return sendOld(sent, !isSame, task)
    if ('error' in fresh) return change({ state: 'refused', error: fresh.error })
    // The input of a blocked intent was edited, so a new intent replaces it.
    if (sent) await ledger?.end(sent.record.idempotencyKey)
    if (signal.aborted) return current
    sent = undefined
    const content = toContent(fresh)
    const known = running.find(content, engine)
    if (known) return current === known ? current : change(known)
    const left = await findLeft(endpoint.kind, content)?.handOver()
    if (signal.aborted) return current
    if (left?.current.state === 'accepted') {
      running.add(content, left.current, engine)
      return change(left.current)
    }
    if (left?.sent) {
      sent = left.sent
      unclearAt = performance.now()
      change(left.current)
      return sendOld(sent, false, task)
    }
    const record = toIntentRecord(fresh, endpoint, engine.context.now(), idempotencyKey)
    return send({ request: fresh, record, bornAt: performance.now() }, false, task)
  }

  async function sendOld(intent: SentIntent, isEdited: boolean, task: Task): Promise<SubmissionState> {
    // A blocked request was not accepted, so it can be sent again even without a key.
    if (intent.request && (intent.record.state === 'blocked' || canSendAgain(intent, task.engine)))
      return send({ ...intent, request: intent.request }, isEdited, task)
    return lookUp(intent, task)
  }

  async function send(
    intent: SentIntent & { readonly request: PreparedRequest },
    isEdited: boolean,
    task: Task,
  ): Promise<SubmissionState> {
    const { engine, onAccepted, ledger, signal } = task
    const isUnclear = intent.record.state === 'unclear'
    // From here on the request may reach the server. If the page closes now, the journal must say so.
    const record = { ...intent.record, state: isUnclear ? ('unclear' as const) : ('sending' as const) }
    sent = { ...intent, record }
    const shownKey = toShownKey(record)
    const show = (attempt: number) => change({ state: 'submitting', attempt, idempotencyKey: shownKey })
    show(1)
    const maySend = await ledger?.begin(record, intent.request, signal)
    if (signal.aborted && (maySend !== false || signal.reason === 'left')) return discard(record, task)
    if (maySend === false) return change({ state: 'blocked', error: toSignedOutError(shownKey) })
    let wasSent = false
    let accepted: AcceptedOperation
    try {
      accepted = await engine.send(endpoint, intent.request, {
        idempotencyKey: record.idempotencyKey,
        signal,
        isUnclear,
        ...ledger?.submitCallbacks,
        onAttempt(attempt) {
          wasSent = true
          if (!signal.aborted) show(attempt)
        },
        onUnclear: () => (unclearAt = performance.now()),
      })
    } catch (thrown) {
      if (signal.aborted) return discard(record, task)
      const outcome = isUnclear || wasSent ? 'unclear' : 'refused'
      return giveUp(sent, toSubmissionError(thrown, outcome, shownKey), task)
    }
    if (signal.aborted) return discard(record, task)
    const kept = ledger?.accept(record.idempotencyKey, accepted)
    const others = await Promise.all(joined)
    if (signal.aborted) return current
    sent = undefined
    const next = {
      state: 'accepted' as const,
      accepted,
      isEdited: isEdited || others.some((one) => one !== toContent(intent.request)),
    }
    running.add(toContent(intent.request), next, engine)
    change(next)
    onAccepted?.(accepted)
    await kept
    return next
  }

  async function discard(record: IntentRecord, { ledger, signal }: Task): Promise<SubmissionState> {
    if (signal.reason !== 'left') await ledger?.end(record.idempotencyKey)
    return current
  }

  async function giveUp(intent: SentIntent, error: SubmissionError, task: Task): Promise<SubmissionState> {
    if (error.outcome === 'refused') return refuse(intent, error, task)
    const record = { ...intent.record, state: error.outcome }
    sent = { ...intent, record }
    if (!wasRejected(error)) unclearAt = performance.now()
    await task.ledger?.update(record)
    if (task.signal.aborted) return current
    if (error.outcome === 'blocked') return change({ state: 'blocked', error })
    const next = change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, task.engine) })
    return wasRejected(error) || !record.takesIdempotencyKey ? lookUp(sent, task) : next
  }

  async function refuse({ record }: SentIntent, error: SubmissionError, { ledger, signal }: Task) {
    sent = undefined
    await ledger?.end(record.idempotencyKey)
    return signal.aborted ? current : change({ state: 'refused', error })
  }

  /** Looks the outcome up by name if a retry with the key gives no definite answer. */
  async function lookUp(intent: SentIntent, task: Task): Promise<SubmissionState> {
    const { engine, signal } = task
    const found = await findIntended(intent.record, endpoint.resource, engine.context, signal)
    if (signal.aborted || current.state !== 'unconfirmed') return current
    const { error } = current
    const isSure = wasRejected(error) && isLookupConclusive(performance.now() - unclearAt, engine.context)
    if (isSure && found?.state === 'notFound') return refuse(intent, toRefused(error), task)
    const canAgain = canSendAgain(intent, engine)
    if (current.canSendAgain === canAgain && !found) return current
    return change({ ...current, canSendAgain: canAgain, found: found ?? current.found })
  }

  return {
    kind: endpoint.kind,
    submit(prepare, engine, onAccepted) {
      // The content decides `isEdited`: an edit made while a request is in flight is not sent.
      if (underWay) joined.push(prepareSafely(prepare).then((one) => ('error' in one ? '' : toContent(one))))
      return join(engine, onAccepted, (task) => submitNow(prepare, task))
    },
    sendAgain: (engine, onAccepted) =>
      join(engine, onAccepted, (task) => (sent ? sendOld(sent, false, task) : Promise.resolve(current))),
    adopt(record, request, engine) {
      if (current.state !== 'idle' || underWay) return
      const { error, ...earlier } = toEarlierIntent(record, request, engine.context.now())
      sent = earlier
      unclearAt = performance.now()
      change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, engine) })
    },
    follow(accepted) {
      if (current.state === 'idle' && !underWay) change({ state: 'accepted', accepted, isEdited: false })
    },
    content: () => sent?.request && toContent(sent.request),
    async handOver() {
      await underWay
      const given = { current, sent }
      sent = undefined
      change({ state: 'idle' })
      return given
    },
    current: () => current,
    record: () => sent?.record,
    hasRequest: () => sent?.request !== undefined,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reset() {
      if (underWay) return
      if (sent) void findLedger()?.end(sent.record.idempotencyKey)
      sent = undefined
      change({ state: 'idle' })
    },
    forget() {
      if (sent) void findLedger()?.end(sent.record.idempotencyKey)
      stop()
    },
    // The journal keeps its records.
    leave: () => stop('left'),
  }
}
