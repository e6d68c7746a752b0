import { readAcceptance } from '../../protocol/acceptance.ts'
import type { AddResult, AdvanceContext } from '../../protocol/advance.ts'
import { advance } from '../../protocol/advance.ts'
import { dialectOf } from '../../protocol/dialectParts.ts'
import type { SubmissionOutcome } from '../../protocol/errors.ts'
import { RequestError, SubmissionError, UntrustedUrlError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { contractFailure, isGone } from '../../protocol/failure.ts'
import { defined } from '../../protocol/json.ts'
import type { AcceptedOperation, OperationIdentity, OperationsApi } from '../../protocol/operation.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { toSnapshot } from '../../protocol/snapshot.ts'
import { toUrl } from '../../protocol/statusUrl.ts'
import { sleep } from '../http/abort.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { apiOf } from '../http/clientContext.ts'
import { sendRequest } from '../http/sendRequest.ts'
import type { Answer } from '../http/sendRequest.ts'
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
  /** Called before each retry; `false` stops the submission, such as after a sign-out in another tab. */
  readonly mayGoOn?: (() => Promise<boolean>) | undefined
  /** Finds an operation that was accepted earlier and that the client may not know, such as in a journal. */
  readonly findAccepted?: ((identity: OperationIdentity) => AcceptedOperation | undefined) | undefined
  /** Called when an attempt ended without a definite response, so it may have been accepted. */
  readonly onUnclear?: (() => void) | undefined
}

/** The client that sends a request, and then knows its operation. */
export interface SendingClient {
  readonly context: ClientContext
  /** Reads the resource of an operation that has already ended. */
  readonly readResource?: AdvanceContext['readResource']
  /** Reads the result of an operation that has already ended. */
  readonly addResult?: AddResult | undefined
  readonly gate: {
    readonly peek: (identity: OperationIdentity) => OperationSnapshot | undefined
    readonly learn: (
      snapshot: OperationSnapshot,
      cause: { readonly accepted: AcceptedOperation },
    ) => OperationSnapshot
  }
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
 * @throws the reason of `signal`, if it is already aborted
 */
export async function submitRequest(
  request: PreparedRequest,
  client: SendingClient,
  options: SubmitOptions = {},
): Promise<AcceptedOperation> {
  const { context, gate } = client
  const { signal, onAttempt, onUnclear, mayGoOn, findAccepted } = options
  const key = request.takesIdempotencyKey ? (options.idempotencyKey ?? createUuid()) : undefined
  const api = apiOf(context, request.api)
  signal?.throwIfAborted()
  let { isUnclear = false } = options
  for (let attempt = 1; ; attempt += 1) {
    onAttempt?.(attempt)
    const answer = await attemptOnce(request, { ...client, api, key, signal, findAccepted })
    if ('accepted' in answer) {
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
    const mayRetry = key !== undefined && attempt <= MAX_RETRIES && isWorthRetrying && !isFinal
    const isShortWait = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS
    const isOver =
      !mayRetry ||
      !isShortWait ||
      !(await sleepUnlessAborted(toRetryWaitMs(failure, attempt, context), signal))
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

/** `isFinal`: a retry would fail in the same way, or could run the request twice. */
interface Rejection {
  readonly failure: RequestFailure
  readonly isFinal: boolean
}

const ABORTED: Rejection = {
  failure: { kind: 'network', message: 'Aborted before a response arrived.' },
  isFinal: true,
}

type AcceptedSnapshot = OperationSnapshot & { readonly accepted: AcceptedOperation }

/** Shared by all attempts. */
interface Sending extends SendingClient {
  readonly api: OperationsApi
  readonly key: string | undefined
  readonly signal: AbortSignal | undefined
  readonly findAccepted: SubmitOptions['findAccepted']
}

async function attemptOnce(
  request: PreparedRequest,
  { api, key, context, gate, readResource, addResult, signal, findAccepted }: Sending,
): Promise<AcceptedSnapshot | Rejection> {
  const { method, path, body = null, kind, label, hint, resourceId } = request
  const url = toUrl(api.baseUrl, path)
  const headers = {
    ...request.headers,
    ...(body !== null && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(key === undefined && api.isProxied && { 'x-submission-id': createUuid() }),
  }
  const init = { method, body, headers }
  let answer: Answer
  try {
    answer = await sendRequest(context, api, { url, init, signal })
  } catch {
    return ABORTED
  }
  const { response, failure } = answer
  const first = dialectOf(api)?.readFirst(answer, method, context, api, url)
  if (first && 'failure' in first) return { failure: first.failure, isFinal: true }
  if (!response || (!first && response.status !== 202)) return readRejection(answer)
  const { retryAfterMs } = first ?? failure ?? answer
  try {
    const [now, random, mark] = [context.now(), context.random(), key ?? createUuid()]
    // The headers are enough if the body of a 202 is truncated or malformed.
    const named = readAcceptance(
      { headers: response.headers, body: answer.body, retryAfterMs },
      {
        ...context,
        api,
        requestUrl: url,
        idempotencyKey: key,
        submissionMark: mark,
        peek: gate.peek,
        findAccepted,
        now,
        random,
      },
      first && (first.identity ?? { api: api.api, operationId: toDoneId(mark) }),
    )
    const { mode, related = named.related, cancelPath, resultPath, ended, payload } = first ?? {}
    const paths = { cancelPath, resultPath }
    const accepted = defined({ ...named, related, mode, ...paths, kind, label, hint, resourceId })
    const snapshot = { ...toSnapshot(accepted), accepted }
    if (!ended) return snapshot
    const { operationId } = accepted
    const read = { operation: { api: api.api, operationId, ...ended }, retryAfterMs, payload }
    const end = (await addResult?.(read, answer.body, snapshot)) ?? read
    // A schema may take its time.
    if (signal?.aborted) return ABORTED
    return { ...advance(snapshot, end, { now, random, pace: context.pace, readResource }), accepted }
  } catch (error) {
    if (error instanceof UntrustedUrlError)
      return { failure: { kind: 'untrusted', message: error.message }, isFinal: true }
    // A retry with the same key replays a 202 that was cut, and may then bring it complete.
    if (error instanceof RequestError) return { failure: failure ?? error.failure, isFinal: !failure }
    // The server has answered 202, so the request must not be sent again.
    return { failure: { kind: 'contract', message: String(error) }, isFinal: true }
  }
}

/** Reads any response but a 202. After a 2xx or a redirect, a retry could do the work twice. */
function readRejection({ response, failure }: Answer): Rejection {
  const httpStatus = response?.status ?? 0
  if (!failure || (httpStatus >= 200 && httpStatus < 400)) {
    const broken = contractFailure('the status', `202 Accepted, not ${httpStatus}`)
    return { failure: defined({ ...broken, httpStatus, requestId: failure?.requestId }), isFinal: true }
  }
  const conflictingResourceId = response?.headers.get('x-conflicting-resource-id') ?? undefined
  // Browsers report a redirect as status 0.
  const isRefusedSignIn = failure.kind === 'unauthorized' || response?.status === 0
  return { failure: defined({ ...failure, conflictingResourceId }), isFinal: isRefusedSignIn }
}

function toOutcome(failure: RequestFailure): SubmissionOutcome {
  const { kind } = failure
  if (kind === 'unauthorized' || kind === 'rateLimited') return 'blocked'
  return kind === 'refused' || isGone(failure) ? 'refused' : 'unclear'
}

function toRetryWaitMs(
  { retryAfterMs }: RequestFailure,
  failures: number,
  { pace, random }: ClientContext,
): number {
  return toWaitMs({ retryAfterMs, failures }, { pace, random: random() })
}

async function sleepUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(ms, signal)
    return true
  } catch {
    return false
  }
}
