import type { SubmissionOutcome } from '../../protocol/errors.ts'
import { SubmissionError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { isGone } from '../../protocol/failure.ts'
import { defined } from '../../protocol/json.ts'
import type { AcceptedOperation, OperationIdentity } from '../../protocol/operation.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import { onAbort, sleep } from '../http/abort.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { apiOf } from '../http/clientContext.ts'
import type { SendingClient } from './attemptRequest.ts'
import { attemptRequest } from './attemptRequest.ts'
import { createUuid, toDoneId, toDoneSnapshot } from './idempotencyKey.ts'
import type { PreparedRequest } from './preparedRequest.ts'

/** Retries after the first attempt, all with the same key. */
const MAX_RETRIES = 4
/** The user is waiting at the form, so a longer Retry-After is shown to them instead of waited for. */
const MAX_RETRY_WAIT_MS = 30_000

/** Options of `OperationsClient.submit`. */
export interface SubmitOptions {
  /** A UUID. Default: a new one. Not sent if the endpoint takes no key. */
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * True if an earlier call with this key ended `unclear`. A 4xx is then not a definite rejection, because it
   * may come from a gateway, or from a server that is still processing the first request.
   */
  readonly isUnclear?: boolean | undefined
  /** Called before each attempt is sent, counting from 1. */
  readonly onAttempt?: ((attempt: number) => void) | undefined
  /** Called before the wait for a retry, with its length and the reason. */
  readonly onWait?: ((waitMs: number, failure: RequestFailure) => void) | undefined
  /** Called before each retry; `false` stops the submission, such as after a sign-out in another tab. */
  readonly mayGoOn?: (() => Promise<boolean>) | undefined
  /** Finds an operation that was accepted earlier and that the client may not know, such as in a journal. */
  readonly findAccepted?: ((identity: OperationIdentity) => AcceptedOperation | undefined) | undefined
  /** Called when an attempt ended without a definite response, so it may have been accepted. */
  readonly onUnclear?: (() => void) | undefined
}

/**
 * Sends one intent until it is accepted or another attempt would not help. Retries only requests with a key,
 * up to 4 times, and only after failures that a retry may fix. A Retry-After above 30 s ends it.
 *
 * The outcome covers all attempts with the key: once one of them is unclear, a later 4xx does not make it
 * `refused`. The IETF draft of Idempotency-Key answers 409 while the original request is still being
 * processed, and routers and gateways send 4xx responses of their own.
 *
 * @throws SubmissionError whose `outcome` says whether it was refused, blocked, or may have been accepted
 * @throws RangeError if the client has no API of that name
 * @throws the reason of `signal`, if it is already aborted, or that of a sign-out
 */
export async function submitRequest(
  request: PreparedRequest,
  client: SendingClient,
  options: SubmitOptions = {},
): Promise<AcceptedOperation> {
  const { signal, stop } = joinSignals(client.session, ...(options.signal ? [options.signal] : []))
  try {
    return await sendUntilAccepted(request, client, { ...options, signal })
  } finally {
    stop()
  }
}

async function sendUntilAccepted(
  request: PreparedRequest,
  client: SendingClient,
  options: SubmitOptions,
): Promise<AcceptedOperation> {
  const { context, gate, session } = client
  const { signal, onAttempt, onUnclear, mayGoOn, findAccepted } = options
  const key = request.takesIdempotencyKey ? (options.idempotencyKey ?? createUuid()) : undefined
  const api = apiOf(context, request.api)
  signal?.throwIfAborted()
  let { isUnclear = false } = options
  for (let attempt = 1; ; attempt += 1) {
    onAttempt?.(attempt)
    const answer = await attemptRequest(request, { ...client, api, key, signal, findAccepted })
    if ('accepted' in answer) {
      // The response belongs to the user who has signed out.
      session.throwIfAborted()
      gate.learn(answer, { accepted: answer.accepted })
      return answer.accepted
    }
    const { failure, isFinal } = answer
    if (key !== undefined && isUnclear && request.method === 'DELETE' && isGone(failure))
      return learnDone(request, key, client)
    const outcome = toOutcome(failure)
    if (outcome === 'unclear') onUnclear?.()
    isUnclear ||= outcome === 'unclear'
    const isWorthRetrying = isUnclear || outcome !== 'refused'
    const isShortWait = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS
    const mayRetry = key !== undefined && attempt <= MAX_RETRIES && isWorthRetrying && !isFinal && isShortWait
    const isOver = !mayRetry || !(await wait(failure, attempt, context, options))
    if (isOver || (mayGoOn && !(await mayGoOn()))) {
      throw new SubmissionError(isUnclear ? 'unclear' : outcome, failure, attempt, key)
    }
  }
}

/** A deletion that may have been accepted is done if its resource no longer exists. */
function learnDone(request: PreparedRequest, key: string, client: SendingClient): AcceptedOperation {
  const { kind, label, hint, resourceId } = request
  const { api } = apiOf(client.context, request.api)
  const now = client.context.now()
  const times = { acceptedAt: now, nextPollAt: now }
  const accepted = defined({ api, operationId: toDoneId(key), ...times, kind, label, hint, resourceId })
  client.gate.learn(toDoneSnapshot(accepted), { accepted })
  return accepted
}

function toOutcome(failure: RequestFailure): SubmissionOutcome {
  const { kind } = failure
  if (kind === 'unauthorized' || kind === 'rateLimited') return 'blocked'
  return kind === 'refused' || isGone(failure) ? 'refused' : 'unclear'
}

/** @returns false if the signal was aborted */
async function wait(
  failure: RequestFailure,
  failures: number,
  { pace, random }: ClientContext,
  { signal, onWait }: SubmitOptions,
): Promise<boolean> {
  const ms = toWaitMs({ retryAfterMs: failure.retryAfterMs, failures }, { pace, random: random() })
  onWait?.(ms, failure)
  try {
    await sleep(ms, signal)
    return true
  } catch {
    return false
  }
}

/** A signal that is aborted with the first of the others, until `stop` is called. */
function joinSignals(...signals: readonly AbortSignal[]): {
  readonly signal: AbortSignal
  readonly stop: () => void
} {
  const joined = new AbortController()
  const stops = signals.map((signal) => {
    if (signal.aborted) joined.abort(signal.reason)
    return onAbort(signal, () => joined.abort(signal.reason))
  })
  return {
    signal: joined.signal,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
