import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { defined } from '../protocol/defined.ts'
import { SubmissionError } from '../protocol/errors.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { KnownRecipe } from './defineOperation.ts'
import { findIntended } from './findIntended.ts'
import { createIdempotencyKey } from './idempotencyKey.ts'
import type { Intent } from './intent.ts'
import type { IntentKeeper } from './intentKeeper.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { submitRequest } from './submitRequest.ts'

type OnAccepted = (accepted: AcceptedOperation) => void

/** One place of submission, such as a form: keeps one intent and its key over every attempt. */
export interface Submission {
  readonly kind: string
  /**
   * Submits, or joins the submission that is on its way. Never rejects: the answer is the intent.
   *
   * @param prepare makes the request; called unless this joins
   * @param client the application's current one: after a new sign-in the same intent goes on through another
   * @param onAccepted told of the 202, also when nobody shows this submission any more
   */
  readonly submit: (
    prepare: () => Promise<PreparedRequest>,
    client: OperationsClient,
    onAccepted?: OnAccepted,
  ) => Promise<Intent>
  /** Asks again what became of an unconfirmed or blocked intent, under its own key. */
  readonly sendAgain: (client: OperationsClient, onAccepted?: OnAccepted) => Promise<Intent>
  /** Takes over an intent that an earlier page began. Only where this one is idle. */
  readonly adopt: (record: IntentRecord, request: PreparedRequest | undefined) => void
  readonly intent: () => Intent
  /** The intent as it is written down; `undefined` where none is open. */
  readonly record: () => IntentRecord | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Begins anew. What was accepted goes on; an unconfirmed intent is given up. */
  readonly reset: () => void
}

/** What is under one key: the key must never travel with another request. */
interface Sent {
  readonly record: IntentRecord
  /** Gone where an earlier page began it and took it along. */
  readonly request: PreparedRequest | undefined
}

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
  /** What was accepted here, by its content, so that a late second click finds it. */
  const acceptedBefore = new Map<string, Extract<Intent, { state: 'accepted' }>>()

  function change(next: Intent): Intent {
    intent = next
    for (const listener of listeners) listener()
    return next
  }

  function showAttempt(attempt: number, idempotencyKey: string | undefined) {
    change({ state: 'submitting', attempt, idempotencyKey })
  }

  /** One at a time: whoever comes meanwhile joins. */
  function join(task: () => Promise<Intent>): Promise<Intent> {
    underWay ??= task().finally(() => {
      underWay = undefined
    })
    return underWay
  }

  async function submitNow(
    prepare: () => Promise<PreparedRequest>,
    client: OperationsClient,
    onAccepted?: OnAccepted,
  ) {
    const before = intent
    if (isSending(before, client)) showAttempt(1, undefined)
    const fresh = await prepareSafely(prepare)
    const isSame = !('error' in fresh) && sent?.request && toContent(fresh) === toContent(sent.request)
    // What is unclear goes first, under its own key, even if it has been edited since.
    if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame))) {
      return sendOld(sent, client, !isSame, onAccepted)
    }
    if ('error' in fresh) return change({ state: 'refused', error: fresh.error })
    const running = acceptedBefore.get(toContent(fresh))
    if (running && isRunning(client, running.accepted)) return intent === running ? intent : change(running)
    if (sent) await findKeeper()?.end(sent.record.idempotencyKey)
    sent = { request: fresh, record: toRecord(fresh, recipe, client.context.now()) }
    return send({ ...sent, request: fresh }, client, false, onAccepted)
  }

  async function sendOld(old: Sent, client: OperationsClient, isEdited: boolean, onAccepted?: OnAccepted) {
    const { request } = old
    if (request && canSendAgain(old, client)) return send({ ...old, request }, client, isEdited, onAccepted)
    return lookUp(old, client)
  }

  async function send(
    { record, request }: Sent & { readonly request: PreparedRequest },
    client: OperationsClient,
    isEdited: boolean,
    onAccepted?: OnAccepted,
  ): Promise<Intent> {
    const { idempotencyKey, takesIdempotencyKey } = record
    const shownKey = takesIdempotencyKey ? idempotencyKey : undefined
    const keeper = findKeeper()
    const onAttempt = (attempt: number) => showAttempt(attempt, shownKey)
    onAttempt(1)
    await keeper?.begin(record, request)
    let accepted: AcceptedOperation
    try {
      accepted = await client.submit(
        { ...recipe, send: () => submitRequest(request, client.context, { idempotencyKey, onAttempt }) },
        undefined,
      )
    } catch (thrown) {
      return giveUp(record, request, toSubmissionError(thrown, shownKey), client)
    }
    const kept = keeper?.accept(idempotencyKey, accepted)
    const next = { state: 'accepted' as const, accepted, isEdited }
    acceptedBefore.set(toContent(request), next)
    sent = undefined
    change(next)
    onAccepted?.(accepted)
    await kept
    return next
  }

  async function giveUp(
    before: IntentRecord,
    request: PreparedRequest,
    error: SubmissionError,
    client: OperationsClient,
  ): Promise<Intent> {
    const keeper = findKeeper()
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
    if (!isUnclear) return change({ state: 'blocked', error })
    const next = change({ state: 'unconfirmed', error, canSendAgain: canSendAgain(sent, client) })
    return recipe.resource?.find && !record.takesIdempotencyKey ? lookUp(sent, client) : next
  }

  /** Without a key that is still known nothing may be sent twice: what became of it is looked up by its name. */
  async function lookUp({ record }: Sent, client: OperationsClient): Promise<Intent> {
    const found = await findIntended(record, recipe.resource, client.context)
    if (intent.state !== 'unconfirmed') return intent
    const isNews = intent.canSendAgain || found !== undefined
    return isNews ? change({ ...intent, canSendAgain: false, found: found ?? intent.found }) : intent
  }

  return {
    kind: recipe.kind,
    submit: (prepare, client, onAccepted) => join(() => submitNow(prepare, client, onAccepted)),
    sendAgain: (client, onAccepted) =>
      join(() => (sent ? sendOld(sent, client, false, onAccepted) : Promise.resolve(intent))),
    adopt(record, request) {
      if (intent.state !== 'idle' || underWay) return
      sent = { record: { ...record, state: 'unclear' }, request }
      const shownKey = record.takesIdempotencyKey ? record.idempotencyKey : undefined
      const message = 'The page was closed before an answer came.'
      const error = new SubmissionError('unclear', { kind: 'network', message }, 1, shownKey)
      const isAskable = record.takesIdempotencyKey && request !== undefined
      change({ state: 'unconfirmed', error, canSendAgain: isAskable })
    },
    intent: () => intent,
    record: () => sent?.record,
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
  }
}

async function prepareSafely(
  prepare: () => Promise<PreparedRequest>,
): Promise<PreparedRequest | { readonly error: SubmissionError }> {
  try {
    return await prepare()
  } catch (thrown) {
    return { error: toSubmissionError(thrown, undefined) }
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

function toContent({ method, path, body }: PreparedRequest): string {
  return `${method} ${path} ${body}`
}

/** Where the endpoint takes no key, it still names the record. */
function toRecord(
  { kind, api, label, hint, resourceId, takesIdempotencyKey }: PreparedRequest,
  { version, isDestructive = false }: KnownRecipe,
  now: number,
): IntentRecord {
  const idempotencyKey = createIdempotencyKey()
  const own = { idempotencyKey, kind, version, api, label, hint, resourceId, takesIdempotencyKey }
  return defined({ ...own, isDestructive, createdAt: now, state: 'sending' as const })
}

/** Anything else comes from the recipe's own code, before anything was sent. */
function toSubmissionError(thrown: unknown, idempotencyKey: string | undefined): SubmissionError {
  if (thrown instanceof SubmissionError) return thrown
  return new SubmissionError('refused', { kind: 'refused', message: String(thrown) }, 0, idempotencyKey)
}
