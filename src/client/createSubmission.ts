import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { SubmissionError } from '../protocol/errors.ts'
import { createAcceptedIntents, isSending } from './acceptedIntents.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { KnownRecipe } from './defineOperation.ts'
import { findIntended, isLookSure } from './findIntended.ts'
import type { Intent } from './intent.ts'
import type { IntentKeeper } from './intentKeeper.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { isClearNo, prepareSafely, toRefused, toSubmissionError } from './prepareSafely.ts'
import type { SentIntent } from './sentIntent.ts'
import { canSendAgain, toContent, toEarlierIntent, toShownKey, toSignedOutError } from './sentIntent.ts'
import type { OnAccepted, Submission, SubmissionSurroundings } from './submission.ts'
import { toIntentRecord } from './toIntentRecord.ts'

/** One task of a submission. Once its signal is aborted, nothing that comes is taken note of. */
interface Task {
  readonly client: OperationsClient
  /** The journal that it began with: by the time that something is known there may be another one. */
  readonly keeper: IntentKeeper | undefined
  readonly onAccepted: OnAccepted | undefined
  readonly signal: AbortSignal
}

export function createSubmission(
  recipe: KnownRecipe,
  { findKeeper = () => undefined, findLeft = () => undefined }: SubmissionSurroundings = {},
): Submission {
  const listeners = new Set<() => void>()
  let intent: Intent = { state: 'idle' }
  let sent: SentIntent | undefined
  /** When an attempt last ended without a clear answer, by the page's own clock. */
  let unclearAt = 0
  let underWay: Promise<Intent> | undefined
  /** What was to be submitted while another was on its way. */
  let joined: Promise<string>[] = []
  /** Ends what is on its way, and everything that would follow from it. */
  let controller = new AbortController()
  const running = createAcceptedIntents()

  function change(next: Intent): Intent {
    intent = next
    for (const listener of listeners) listener()
    return next
  }

  /** One at a time: whoever comes meanwhile joins. */
  function join(
    client: OperationsClient,
    onAccepted: OnAccepted | undefined,
    run: (task: Task) => Promise<Intent>,
  ): Promise<Intent> {
    if (underWay) return underWay
    joined = []
    const task = { client, onAccepted, keeper: findKeeper(), signal: controller.signal }
    const started: Promise<Intent> = run(task).finally(() => {
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

  async function submitNow(prepare: () => Promise<PreparedRequest>, task: Task): Promise<Intent> {
    const { client, keeper, signal } = task
    const before = intent
    if (isSending(before, client)) change({ state: 'submitting', attempt: 1, idempotencyKey: undefined })
    const fresh = await prepareSafely(prepare)
    if (signal.aborted) return intent
    const isSame = !('error' in fresh) && sent?.request && toContent(fresh) === toContent(sent.request)
    // What is unclear goes first, under its own key, even if it has been edited since.
    if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))
      return sendOld(sent, !isSame, task)
    if ('error' in fresh) return change({ state: 'refused', error: fresh.error })
    // What was not let through is edited away, whatever takes its place.
    if (sent) await keeper?.end(sent.record.idempotencyKey)
    if (signal.aborted) return intent
    sent = undefined
    const content = toContent(fresh)
    const known = running.find(content, client)
    if (known) return intent === known ? intent : change(known)
    const left = await findLeft(recipe.kind, content)?.handOver()
    if (signal.aborted) return intent
    if (left?.intent.state === 'accepted') {
      running.add(content, left.intent, client)
      return change(left.intent)
    }
    if (left?.sent) {
      sent = left.sent
      unclearAt = performance.now()
      change(left.intent)
      return sendOld(sent, false, task)
    }
    const record = toIntentRecord(fresh, recipe, client.context.now())
    sent = { request: fresh, record, bornAt: performance.now() }
    return send({ ...sent, request: fresh }, false, task)
  }

  async function sendOld(old: SentIntent, isEdited: boolean, task: Task): Promise<Intent> {
    // What was not let through was not accepted: it needs no key to go again.
    if (old.request && (old.record.state === 'blocked' || canSendAgain(old, task.client)))
      return send({ ...old, request: old.request }, isEdited, task)
    return lookUp(old, task)
  }

  async function send(
    old: SentIntent & { readonly request: PreparedRequest },
    isEdited: boolean,
    task: Task,
  ): Promise<Intent> {
    const { client, onAccepted, keeper, signal } = task
    const isUnclear = old.record.state === 'unclear'
    // From here on it may arrive, whatever became of it before: a page that ends now must find it so.
    const record = { ...old.record, state: isUnclear ? ('unclear' as const) : ('sending' as const) }
    sent = { ...old, record }
    const shownKey = toShownKey(record)
    const show = (attempt: number) => change({ state: 'submitting', attempt, idempotencyKey: shownKey })
    show(1)
    const mayLeave = await keeper?.begin(record, old.request, signal)
    if (signal.aborted && (mayLeave !== false || signal.reason === 'left')) return forgotten(record, task)
    if (mayLeave === false) return change({ state: 'blocked', error: toSignedOutError(shownKey) })
    let hasLeft = false
    let accepted: AcceptedOperation
    try {
      accepted = await client.send(recipe, old.request, {
        idempotencyKey: record.idempotencyKey,
        signal,
        isUnclear,
        ...keeper?.checks,
        onAttempt(attempt) {
          hasLeft = true
          if (!signal.aborted) show(attempt)
        },
        onUnclear: () => (unclearAt = performance.now()),
      })
    } catch (thrown) {
      if (signal.aborted) return forgotten(record, task)
      const outcome = isUnclear || hasLeft ? 'unclear' : 'refused'
      return giveUp(sent, toSubmissionError(thrown, outcome, shownKey), task)
    }
    if (signal.aborted) return forgotten(record, task)
    const kept = keeper?.accept(record.idempotencyKey, accepted)
    const others = await Promise.all(joined)
    if (signal.aborted) return intent
    sent = undefined
    const next = {
      state: 'accepted' as const,
      accepted,
      isEdited: isEdited || others.some((one) => one !== toContent(old.request)),
    }
    running.add(toContent(old.request), next, client)
    change(next)
    onAccepted?.(accepted)
    await kept
    return next
  }

  async function forgotten({ idempotencyKey }: IntentRecord, { keeper, signal }: Task): Promise<Intent> {
    if (signal.reason !== 'left') await keeper?.end(idempotencyKey)
    return intent
  }

  async function giveUp(old: SentIntent, error: SubmissionError, task: Task): Promise<Intent> {
    if (error.outcome === 'refused') return refuse(old, error, task)
    const record = { ...old.record, state: error.outcome }
    sent = { ...old, record }
    if (!isClearNo(error)) unclearAt = performance.now()
    await task.keeper?.update(record)
    if (task.signal.aborted) return intent
    if (error.outcome === 'blocked') return change({ state: 'blocked', error })
    const next = change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, task.client) })
    return isClearNo(error) || !record.takesIdempotencyKey ? lookUp(sent, task) : next
  }

  async function refuse({ record }: SentIntent, error: SubmissionError, { keeper, signal }: Task) {
    sent = undefined
    await keeper?.end(record.idempotencyKey)
    return signal.aborted ? intent : change({ state: 'refused', error })
  }

  /** Where asking under the key brings no clear answer, what became of it is looked up by its name. */
  async function lookUp(old: SentIntent, task: Task): Promise<Intent> {
    const { client, signal } = task
    const found = await findIntended(old.record, recipe.resource, client.context)
    if (signal.aborted || intent.state !== 'unconfirmed') return intent
    const { error } = intent
    const isSure = isClearNo(error) && isLookSure(performance.now() - unclearAt, client.context)
    if (isSure && found?.state === 'notFound') return refuse(old, toRefused(error), task)
    const canAgain = canSendAgain(old, client)
    if (intent.canSendAgain === canAgain && !found) return intent
    return change({ ...intent, canSendAgain: canAgain, found: found ?? intent.found })
  }

  return {
    kind: recipe.kind,
    submit(prepare, client, onAccepted) {
      // Whoever edits meanwhile is told that this was not sent.
      if (underWay) joined.push(prepareSafely(prepare).then((one) => ('error' in one ? '' : toContent(one))))
      return join(client, onAccepted, (task) => submitNow(prepare, task))
    },
    sendAgain: (client, onAccepted) =>
      join(client, onAccepted, (task) => (sent ? sendOld(sent, false, task) : Promise.resolve(intent))),
    adopt(record, request, client) {
      if (intent.state !== 'idle' || underWay) return
      const { error, ...earlier } = toEarlierIntent(record, request, client.context.now())
      sent = earlier
      unclearAt = performance.now()
      change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, client) })
    },
    follow(accepted) {
      if (intent.state === 'idle' && !underWay) change({ state: 'accepted', accepted, isEdited: false })
    },
    content: () => sent?.request && toContent(sent.request),
    async handOver() {
      await underWay
      const given = { intent, sent }
      sent = undefined
      change({ state: 'idle' })
      return given
    },
    intent: () => intent,
    record: () => sent?.record,
    hasRequest: () => sent?.request !== undefined,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reset() {
      if (underWay) return
      if (sent) void findKeeper()?.end(sent.record.idempotencyKey)
      sent = undefined
      change({ state: 'idle' })
    },
    forget() {
      if (sent) void findKeeper()?.end(sent.record.idempotencyKey)
      stop()
    },
    // What is written down stays.
    leave: () => stop('left'),
  }
}
