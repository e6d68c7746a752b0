import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { SubmissionError } from '../protocol/errors.ts'
import { createAcceptedIntents, isSending } from './acceptedIntents.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { KnownRecipe } from './defineOperation.ts'
import { findIntended } from './findIntended.ts'
import type { Intent } from './intent.ts'
import type { IntentKeeper } from './intentKeeper.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { isClearNo, prepareSafely, toRefused, toSubmissionError } from './prepareSafely.ts'
import type { SentIntent } from './sentIntent.ts'
import { canSendAgain, toContent, toEarlierError, toEarlierIntent } from './sentIntent.ts'
import type { OnAccepted, Submission, SubmissionSurroundings } from './submission.ts'
import { toIntentRecord } from './toIntentRecord.ts'

/** One task of a submission. Once its signal is aborted, nothing that comes is taken note of or written down. */
interface Task {
  readonly client: OperationsClient
  readonly onAccepted: OnAccepted | undefined
  readonly signal: AbortSignal
}

/** What was accepted makes its resource within this time: not to be in the list any earlier says nothing. */
const LOOK_IS_SURE_MS = 600_000

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
    const started: Promise<Intent> = run({ client, onAccepted, signal: controller.signal }).finally(() => {
      if (underWay !== started) return
      underWay = undefined
      joined = []
    })
    underWay = started
    return started
  }

  async function submitNow(prepare: () => Promise<PreparedRequest>, task: Task): Promise<Intent> {
    const { client, signal } = task
    const before = intent
    if (isSending(before, client)) change({ state: 'submitting', attempt: 1, idempotencyKey: undefined })
    const fresh = await prepareSafely(prepare)
    if (signal.aborted) return intent
    const isSame = !('error' in fresh) && sent?.request && toContent(fresh) === toContent(sent.request)
    // What is unclear goes first, under its own key, even if it has been edited since.
    if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))
      return sendOld(sent, !isSame, task)
    if ('error' in fresh) return change({ state: 'refused', error: fresh.error })
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
    if (sent) await findKeeper()?.end(sent.record.idempotencyKey)
    if (signal.aborted) return intent
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
    const { request } = old
    const { client, onAccepted, signal } = task
    const keeper = findKeeper()
    const isUnclear = old.record.state === 'unclear'
    // From here on it may arrive, whatever became of it before: a page that ends now must find it so.
    const record = { ...old.record, state: isUnclear ? ('unclear' as const) : ('sending' as const) }
    sent = { ...old, record }
    const { idempotencyKey, takesIdempotencyKey } = record
    const shownKey = takesIdempotencyKey ? idempotencyKey : undefined
    const show = (attempt: number) => change({ state: 'submitting', attempt, idempotencyKey: shownKey })
    show(1)
    await keeper?.begin(record, request)
    if (signal.aborted) return forgotten(idempotencyKey, keeper)
    let hasLeft = false
    let accepted: AcceptedOperation
    try {
      accepted = await client.send(recipe, request, {
        idempotencyKey,
        signal,
        isUnclear,
        onAttempt(attempt) {
          hasLeft = true
          if (!signal.aborted) show(attempt)
        },
        onUnclear: () => (unclearAt = performance.now()),
      })
    } catch (thrown) {
      if (signal.aborted) return forgotten(idempotencyKey, keeper)
      const outcome = isUnclear || hasLeft ? 'unclear' : 'refused'
      return giveUp(sent, toSubmissionError(thrown, outcome, shownKey), task)
    }
    if (signal.aborted) return forgotten(idempotencyKey, keeper)
    const kept = keeper?.accept(idempotencyKey, accepted)
    const others = await Promise.all(joined)
    if (signal.aborted) return intent
    const content = toContent(request)
    const isOther = others.some((one) => one !== content)
    sent = undefined
    const next = { state: 'accepted' as const, accepted, isEdited: isEdited || isOther }
    running.add(content, next, client)
    change(next)
    onAccepted?.(accepted)
    await kept
    return next
  }

  /** Ends it with the keeper that began it: by now there may be another one. */
  async function forgotten(idempotencyKey: string, keeper: IntentKeeper | undefined): Promise<Intent> {
    await keeper?.end(idempotencyKey)
    return intent
  }

  async function giveUp(old: SentIntent, error: SubmissionError, task: Task): Promise<Intent> {
    const { outcome } = error
    if (outcome === 'refused') return refuse(old, error, task)
    const record = { ...old.record, state: outcome }
    sent = { ...old, record }
    if (!isClearNo(error)) unclearAt = performance.now()
    await findKeeper()?.update(record)
    if (task.signal.aborted) return intent
    if (outcome === 'blocked') return change({ state: 'blocked', error })
    const next = change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, task.client) })
    return isClearNo(error) || !record.takesIdempotencyKey ? lookUp(sent, task) : next
  }

  async function refuse({ record }: SentIntent, error: SubmissionError, { signal }: Task) {
    sent = undefined
    await findKeeper()?.end(record.idempotencyKey)
    return signal.aborted ? intent : change({ state: 'refused', error })
  }

  /** Where asking under the key brings no clear answer, what became of it is looked up by its name. */
  async function lookUp(old: SentIntent, task: Task): Promise<Intent> {
    const { client, signal } = task
    const found = await findIntended(old.record, recipe.resource, client.context)
    if (signal.aborted || intent.state !== 'unconfirmed') return intent
    const { error } = intent
    const sureAfterMs = Math.max(LOOK_IS_SURE_MS, 2 * client.context.pace.stuckAfterMs)
    const isSure = isClearNo(error) && performance.now() - unclearAt >= sureAfterMs
    if (isSure && found?.state === 'notFound') {
      return refuse(old, toRefused(error), task)
    }
    const canAgain = canSendAgain(old, client)
    const isNews = intent.canSendAgain !== canAgain || found !== undefined
    return isNews ? change({ ...intent, canSendAgain: canAgain, found: found ?? intent.found }) : intent
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
      sent = toEarlierIntent(record, request, client.context.now())
      unclearAt = performance.now()
      change({
        state: 'unconfirmed',
        error: toEarlierError(record),
        canSendAgain: canSendAgain(sent, client),
      })
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
      controller.abort()
      controller = new AbortController()
      underWay = undefined
      running.clear()
      if (sent) void findKeeper()?.end(sent.record.idempotencyKey)
      sent = undefined
      change({ state: 'idle' })
    },
  }
}
