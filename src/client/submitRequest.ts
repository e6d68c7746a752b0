import { readAcceptance } from '../protocol/acceptance.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { defined } from '../protocol/defined.ts'
import type { SubmissionOutcome } from '../protocol/errors.ts'
import { RequestError, SubmissionError, UntrustedUrlError } from '../protocol/errors.ts'
import type { Failure } from '../protocol/failure.ts'
import { contractFailure, isGone } from '../protocol/failure.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { OperationsApi } from '../protocol/operationsApi.ts'
import { toWaitMs } from '../protocol/schedule.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toSnapshot } from '../protocol/snapshot.ts'
import { toUrl } from '../protocol/statusUrl.ts'
import type { ClientContext } from './clientContext.ts'
import { apiOf } from './clientContext.ts'
import { toDoneId, toDoneSnapshot } from './doneSubmission.ts'
import { createIdempotencyKey } from './idempotencyKey.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { sendAbortable } from './sendAbortable.ts'
import type { Answer, RequestHeaders } from './sendRequest.ts'
import { sleep } from './sleep.ts'

/** Retries after the first attempt, all under one key. */
const MAX_RETRIES = 4
/** A person waits at the form: a longer Retry-After is shown to them instead of slept through. */
const MAX_RETRY_WAIT_MS = 30_000

export interface SubmitOptions {
  /** A UUID; made where left out. Not sent where the endpoint takes none. */
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * True where an earlier call under this key ended `unclear`: then a 4xx is no clear no, since a gateway, or a server
   * that is still at the first request, may have said it.
   */
  readonly isUnclear?: boolean | undefined
  /** Called before each attempt leaves, counting from 1. */
  readonly onAttempt?: ((attempt: number) => void) | undefined
  /** Asked before each retry leaves; `false` ends it, as after a sign-out in another tab. */
  readonly mayGoOn?: (() => Promise<boolean>) | undefined
  /** What was accepted under an identity before, if more than the client knows of it: a journal, for instance. */
  readonly findAccepted?: ((identity: OperationIdentity) => AcceptedOperation | undefined) | undefined
  /** Called when an attempt ended without a clear answer: it may have been accepted. */
  readonly onUnclear?: (() => void) | undefined
}

/** The client that sends a request, and then knows the operation. */
export interface SendingClient {
  readonly context: ClientContext
  readonly gate: {
    readonly peek: (identity: OperationIdentity) => OperationSnapshot | undefined
    readonly learn: (
      snapshot: OperationSnapshot,
      cause: { readonly accepted: AcceptedOperation },
    ) => OperationSnapshot
  }
}

/**
 * Sends one intent until it is accepted or there is no sense in going on: retries by itself only under one key, and
 * only after failures that another attempt may mend. The verdict is on all attempts under the key: once one of them is
 * unclear, no later 4xx makes it a clear no. The IETF draft of Idempotency-Key gives 409 to a request whose original is
 * still being processed, and routers and gateways answer 4xx of their own.
 *
 * @throws SubmissionError saying whether it was refused, blocked, or may have been accepted
 */
export async function submitRequest(
  request: PreparedRequest,
  { context, gate }: SendingClient,
  options: SubmitOptions = {},
): Promise<AcceptedOperation> {
  const { signal, onAttempt, onUnclear, mayGoOn, findAccepted } = options
  const key = request.takesIdempotencyKey ? (options.idempotencyKey ?? createIdempotencyKey()) : undefined
  const api = apiOf(context, request.api)
  signal?.throwIfAborted()
  let { isUnclear = false } = options
  for (let attempt = 1; ; attempt += 1) {
    onAttempt?.(attempt)
    const answer = await attemptOnce(request, { api, key, context, gate, signal, findAccepted })
    if (!('failure' in answer)) {
      gate.learn(toSnapshot(answer), { accepted: answer })
      return answer
    }
    const { failure, isFinal } = answer
    if (key !== undefined && isUnclear && request.method === 'DELETE' && isGone(failure))
      return learnDone(request, key, { context, gate })
    const outcome = judge(failure)
    if (outcome === 'unclear') onUnclear?.()
    isUnclear ||= outcome === 'unclear'
    const mayMend = isUnclear || outcome !== 'refused'
    const mayRetry = key !== undefined && attempt <= MAX_RETRIES && mayMend && !isFinal
    const isPatient = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS
    const isOver = !mayRetry || !isPatient || !(await slept(toRetryWaitMs(failure, attempt, context), signal))
    if (isOver || (mayGoOn && !(await mayGoOn()))) {
      throw new SubmissionError(isUnclear ? 'unclear' : outcome, failure, attempt, key)
    }
  }
}

/** A deletion that may have been accepted, and now there is nothing any more: it has done its work. */
function learnDone(request: PreparedRequest, key: string, client: SendingClient): AcceptedOperation {
  const { kind, label, hint, resourceId } = request
  const { api } = apiOf(client.context, request.api)
  const now = client.context.now()
  const times = { acceptedAt: now, nextPollAt: now }
  const accepted = defined({ api, operationId: toDoneId(key), ...times, kind, label, hint, resourceId })
  client.gate.learn(toDoneSnapshot(accepted), { accepted })
  return accepted
}

/** `isFinal`: another attempt would bring the same, or more than is wanted. */
interface Rejection {
  readonly failure: Failure
  readonly isFinal: boolean
}

/** What stays the same over all attempts. */
interface Sending extends SendingClient {
  readonly api: OperationsApi
  readonly key: string | undefined
  readonly signal: AbortSignal | undefined
  readonly findAccepted: SubmitOptions['findAccepted']
}

async function attemptOnce(
  request: PreparedRequest,
  { api, key, context, gate, signal, findAccepted }: Sending,
): Promise<AcceptedOperation | Rejection> {
  const { method, path, body = null, kind, label, hint, resourceId } = request
  const url = toUrl(api.baseUrl, path)
  const own = {
    ...request.headers,
    ...(body !== null && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(key === undefined && api.isProxied && { 'x-submission-id': createIdempotencyKey() }),
  }
  const transport = { ...context, headers: () => withHeaders(context.headers, own) }
  const init = { method, body }
  let answer: Answer
  try {
    answer = await sendAbortable(transport, api, { url, init }, signal)
  } catch {
    return { failure: { kind: 'network', message: 'Stopped before the answer came.' }, isFinal: true }
  }
  const { response, failure } = answer
  const { retryAfterMs } = failure ?? answer
  if (response?.status !== 202) return readRejection(answer)
  try {
    // Of a 202 whose body is cut or broken, the headers are enough.
    const accepted = readAcceptance(
      { headers: response.headers, body: answer.body, retryAfterMs },
      {
        ...context,
        api,
        requestUrl: url,
        idempotencyKey: key,
        mark: key ?? createIdempotencyKey(),
        peek: gate.peek,
        findAccepted,
        now: context.now(),
        random: context.random(),
      },
    )
    return defined({ ...accepted, kind, label, hint, resourceId })
  } catch (error) {
    if (error instanceof UntrustedUrlError)
      return { failure: { kind: 'untrusted', message: error.message }, isFinal: true }
    // It may have been whole the first time it was sent; under the same key it is replayed.
    if (error instanceof RequestError) return { failure: failure ?? error.failure, isFinal: false }
    // Whatever else goes wrong here: the server has said 202.
    return { failure: { kind: 'contract', message: String(error) }, isFinal: true }
  }
}

/** Anything but a 202. A 2xx or a redirect may mean that it was done: sent again, it could be done twice. */
function readRejection({ response, failure }: Answer): Rejection {
  const httpStatus = response?.status ?? 0
  if (!failure || (httpStatus >= 200 && httpStatus < 400)) {
    const broken = contractFailure('the status', `202 Accepted, not ${httpStatus}`)
    return { failure: defined({ ...broken, httpStatus, requestId: failure?.requestId }), isFinal: true }
  }
  const conflictingResourceId = response?.headers.get('x-conflicting-resource-id') ?? undefined
  // A browser shows a redirect as status 0.
  const isRefusedSignIn = failure.kind === 'unauthorized' || response?.status === 0
  return { failure: defined({ ...failure, conflictingResourceId }), isFinal: isRefusedSignIn }
}

/** Those of every request, and those of this one, which win. */
async function withHeaders(given: RequestHeaders | undefined, own: Readonly<Record<string, string>>) {
  const headers = new Headers(typeof given === 'function' ? await given() : given)
  for (const [name, value] of Object.entries(own)) headers.set(name, value)
  return headers
}

function judge(failure: Failure): SubmissionOutcome {
  const { kind } = failure
  if (kind === 'unauthorized' || kind === 'rateLimited') return 'blocked'
  return kind === 'refused' || isGone(failure) ? 'refused' : 'unclear'
}

function toRetryWaitMs({ retryAfterMs }: Failure, failures: number, { pace, random }: ClientContext): number {
  return toWaitMs({ retryAfterMs, failures }, { pace, random: random() })
}

async function slept(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(ms, signal)
    return true
  } catch {
    return false
  }
}
