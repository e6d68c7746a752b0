import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { SubmissionError } from '../protocol/errors.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { KnownRecipe } from './defineOperation.ts'
import { findIntended } from './findIntended.ts'
import type { Intent } from './intent.ts'
import type { IntentKeeper } from './intentKeeper.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { prepareSafely, toSubmissionError } from './prepareSafely.ts'
import type { OnAccepted, Submission } from './submission.ts'
import { toIntentRecord } from './toIntentRecord.ts'

/** What is under one key: the key must never travel with another request. */
interface Sent {
  readonly record: IntentRecord
  /** Gone where an earlier page began it and took it along. */
  readonly request: PreparedRequest | undefined
}

/** One submission on its way. */
interface Task {
  readonly keeper: IntentKeeper | undefined
  readonly signal: AbortSignal
}

/** Why a submission was stopped: its home is not shown any more. What is written down stays. */
const LEFT = Symbol('left')

/** The API forgets keys after 24 h (API reference, Idempotency-Key); an hour is left for clocks that differ. */
const KEY_LIFE_MS = 23 * 3_600_000

/** @param findKeeper the journal of this tab, as it is when it is needed; without one nothing is written down */
export function createSubmission(
  recipe: KnownRecipe,
  findKeeper: () => IntentKeeper | undefined = () => undefined,
): Submission {
  const listeners = new Set<() => void>()
  let intent: Intent = { state: 'idle' }
  let sent: Sent | undefined
  let underWay: Promise<Intent> | undefined
  /** What was to be submitted while another was on its way. */
  let joined: Promise<string>[] = []
  /** Ends what is on its way, and everything that would follow from it. */
  let controller = new AbortController()
  /** What was accepted here, by its content, so that a late second click finds it. */
  const acceptedBefore = new Map<string, Extract<Intent, { state: 'accepted' }>>()

  function change(next: Intent): Intent {
    intent = next
    for (const listener of listeners) listener()
    return next
  }

  /** What a submission takes along: whatever is awaited, it goes on under the journal it began with. */
  function begin(): Task {
    return { keeper: findKeeper(), signal: controller.signal }
  }

  function stop(reason?: symbol) {
    controller.abort(reason)
    controller = new AbortController()
    underWay = undefined
    acceptedBefore.clear()
    sent = undefined
    change({ state: 'idle' })
  }

  function showAttempt(attempt: number, idempotencyKey: string | undefined) {
    change({ state: 'submitting', attempt, idempotencyKey })
  }

  /** One at a time: whoever comes meanwhile joins. */
  function join(task: () => Promise<Intent>): Promise<Intent> {
    if (underWay) return underWay
    joined = []
    const started: Promise<Intent> = task().finally(() => {
      if (underWay === started) underWay = undefined
    })
    underWay = started
    return started
  }

  async function submitNow(
    prepare: () => Promise<PreparedRequest>,
    client: OperationsClient,
    onAccepted?: OnAccepted,
  ) {
    const before = intent
    const task = begin()
    if (isSending(before, client)) showAttempt(1, undefined)
    const fresh = await prepareSafely(prepare)
    if (task.signal.aborted) return intent
    const isSame = !('error' in fresh) && sent?.request && toContent(fresh) === toContent(sent.request)
    // What is unclear goes first, under its own key, even if it has been edited since.
    if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame))) {
      return sendOld(sent, client, !isSame, task, onAccepted)
    }
    if ('error' in fresh) return change({ state: 'refused', error: fresh.error })
    const running = acceptedBefore.get(toContent(fresh))
    if (running && isRunning(client, running.accepted)) return intent === running ? intent : change(running)
    if (sent) await task.keeper?.end(sent.record.idempotencyKey)
    if (task.signal.aborted) return intent
    sent = { request: fresh, record: toIntentRecord(fresh, recipe, client.context.now()) }
    return send({ ...sent, request: fresh }, client, false, task, onAccepted)
  }

  async function sendOld(
    old: Sent,
    client: OperationsClient,
    isEdited: boolean,
    task: Task,
    onAccepted?: OnAccepted,
  ) {
    const { request } = old
    // What was not let through was not accepted: it needs no key to go again.
    if (request && (old.record.state === 'blocked' || canSendAgain(old, client)))
      return send({ ...old, request }, client, isEdited, task, onAccepted)
    return lookUp(old, client)
  }

  async function send(
    { record, request }: Sent & { readonly request: PreparedRequest },
    client: OperationsClient,
    isEdited: boolean,
    task: Task,
    onAccepted?: OnAccepted,
  ): Promise<Intent> {
    const { idempotencyKey, takesIdempotencyKey } = record
    const shownKey = takesIdempotencyKey ? idempotencyKey : undefined
    const { keeper, signal } = task
    const onAttempt = (attempt: number) => showAttempt(attempt, shownKey)
    onAttempt(1)
    const mayLeave = await keeper?.begin(record, request)
    if (mayLeave === false) return change({ state: 'blocked', error: signedOutElsewhere(shownKey) })
    if (signal.aborted) return forgotten(task, record)
    let accepted: AcceptedOperation
    try {
      accepted = await client.send(recipe, request, {
        idempotencyKey,
        signal,
        onAttempt,
        mayGoOn: keeper?.mayGoOn,
      })
    } catch (thrown) {
      if (signal.aborted) return forgotten(task, record)
      return giveUp(record, request, toSubmissionError(thrown, shownKey), client, task)
    }
    if (signal.aborted) return forgotten(task, record)
    const kept = keeper?.accept(idempotencyKey, accepted)
    const others = await Promise.all(joined)
    if (signal.aborted) return intent
    const isOther = others.some((content) => content !== toContent(request))
    const next = { state: 'accepted' as const, accepted, isEdited: isEdited || isOther }
    acceptedBefore.set(toContent(request), next)
    sent = undefined
    change(next)
    onAccepted?.(accepted)
    await kept
    return next
  }

  async function forgotten({ keeper, signal }: Task, { idempotencyKey }: IntentRecord): Promise<Intent> {
    if (signal.reason !== LEFT) await keeper?.end(idempotencyKey)
    return intent
  }

  async function giveUp(
    before: IntentRecord,
    request: PreparedRequest,
    error: SubmissionError,
    client: OperationsClient,
    { keeper, signal }: Task,
  ): Promise<Intent> {
    // Being blocked now says nothing of an earlier attempt that may have been accepted.
    const isUnclear =
      error.outcome === 'unclear' || (error.outcome === 'blocked' && before.state === 'unclear')
    if (error.outcome === 'refused') {
      sent = undefined
      await keeper?.end(before.idempotencyKey)
      return change({ state: 'refused', error })
    }
    const record: IntentRecord = { ...before, state: isUnclear ? 'unclear' : 'blocked' }
    sent = { record, request }
    await keeper?.update(record)
    if (signal.aborted) return intent
    if (!isUnclear) return change({ state: 'blocked', error })
    const next = change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, client) })
    return recipe.resource?.find && !record.takesIdempotencyKey ? lookUp(sent, client) : next
  }

  /** Without a key that is still known nothing may be sent twice: what became of it is looked up by its name. */
  async function lookUp({ record }: Sent, client: OperationsClient): Promise<Intent> {
    const found = await findIntended(record, recipe.resource, client.context)
    // Given up meanwhile, or another one by now.
    if (intent.state !== 'unconfirmed' || sent?.record.idempotencyKey !== record.idempotencyKey) return intent
    const isNews = intent.canSendAgain || found !== undefined
    return isNews ? change({ ...intent, canSendAgain: false, found: found ?? intent.found }) : intent
  }

  return {
    kind: recipe.kind,
    submit(prepare, client, onAccepted) {
      // Whoever edits meanwhile is told that this was not sent.
      if (underWay) joined.push(prepareSafely(prepare).then((one) => ('error' in one ? '' : toContent(one))))
      return join(() => submitNow(prepare, client, onAccepted))
    },
    sendAgain: (client, onAccepted) =>
      join(() => (sent ? sendOld(sent, client, false, begin(), onAccepted) : Promise.resolve(intent))),
    adopt(record, request, client) {
      if (intent.state !== 'idle' || underWay) return
      sent = { record: { ...record, state: 'unclear' }, request }
      const shownKey = record.takesIdempotencyKey ? record.idempotencyKey : undefined
      const message = 'The page was closed before an answer came.'
      const error = new SubmissionError('unclear', { kind: 'network', message }, 1, shownKey)
      change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, client) })
    },
    follow(accepted) {
      if (intent.state === 'idle' && !underWay) change({ state: 'accepted', accepted, isEdited: false })
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
    leave: () => stop(LEFT),
  }
}

function canSendAgain({ record, request }: Sent, { context }: OperationsClient): boolean {
  const ageMs = context.now() - record.createdAt
  return record.takesIdempotencyKey && request !== undefined && ageMs < KEY_LIFE_MS
}

/** False where submitting will only look at what is there already. */
function isSending(intent: Intent, client: OperationsClient): boolean {
  if (intent.state === 'accepted') return !isRunning(client, intent.accepted)
  return intent.state !== 'unconfirmed'
}

function isRunning(client: OperationsClient, accepted: AcceptedOperation): boolean {
  const known = client.peek(accepted)
  return known !== undefined && !isSettled(known)
}

function signedOutElsewhere(idempotencyKey: string | undefined): SubmissionError {
  const message =
    'This page was signed out in another tab, so nothing was sent. Check who is signed in, then submit again.'
  return new SubmissionError('blocked', { kind: 'unauthorized', message }, 0, idempotencyKey)
}

function toContent({ method, path, body }: PreparedRequest): string {
  return `${method} ${path} ${body}`
}
