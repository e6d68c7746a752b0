import { readAcceptance } from '../protocol/acceptance.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { defined } from '../protocol/defined.ts'
import type { SubmissionOutcome } from '../protocol/errors.ts'
import { RequestError, SubmissionError, UntrustedUrlError } from '../protocol/errors.ts'
import type { Failure } from '../protocol/failure.ts'
import { contractFailure, isGone } from '../protocol/failure.ts'
import { toWaitMs } from '../protocol/schedule.ts'
import { toUrl } from '../protocol/statusUrl.ts'
import type { ClientContext } from './clientContext.ts'
import { apiOf } from './clientContext.ts'
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
  /** Told before each attempt leaves, counting from 1. */
  readonly onAttempt?: ((attempt: number) => void) | undefined
}

/**
 * Sends one intent until it is accepted or there is no sense in going on: retries by itself only under one key, and
 * only after failures that another attempt may mend.
 *
 * @throws SubmissionError saying whether it was refused, blocked, or may have been accepted
 */
export async function submitRequest(
  request: PreparedRequest,
  context: ClientContext,
  options: SubmitOptions,
): Promise<AcceptedOperation> {
  const { signal, onAttempt } = options
  const key = request.takesIdempotencyKey ? (options.idempotencyKey ?? createIdempotencyKey()) : undefined
  signal?.throwIfAborted()
  let isUnclear = false
  for (let attempt = 1; ; attempt += 1) {
    onAttempt?.(attempt)
    const answer = await attemptOnce(request, key, context, signal)
    if (!('failure' in answer)) return answer
    const { failure, isFinal } = answer
    const outcome = judge(failure)
    // A clear no under the same key also answers for the attempts before it: had one been accepted, it would be replayed.
    isUnclear = outcome !== 'refused' && (isUnclear || outcome === 'unclear')
    const mayRetry = key !== undefined && attempt <= MAX_RETRIES && outcome !== 'refused' && !isFinal
    const isPatient = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS
    if (!mayRetry || !isPatient || !(await slept(toRetryWaitMs(failure, attempt, context), signal))) {
      throw new SubmissionError(isUnclear ? 'unclear' : outcome, failure, attempt, key)
    }
  }
}

/** `isFinal`: another attempt would bring the same. */
async function attemptOnce(
  request: PreparedRequest,
  key: string | undefined,
  context: ClientContext,
  signal: AbortSignal | undefined,
): Promise<AcceptedOperation | { failure: Failure; isFinal: boolean }> {
  const { method, path, body = null, kind, label, hint, resourceId } = request
  const api = apiOf(context, request.api)
  const url = toUrl(api.baseUrl, path)
  const own = {
    ...request.headers,
    ...(body !== null && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
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
  if (response?.status !== 202) {
    const isRefusedSignIn = failure?.kind === 'unauthorized' || response?.status === 0
    const conflictingResourceId = response?.headers.get('x-conflicting-resource-id') ?? undefined
    return {
      failure: failure
        ? defined({ ...failure, conflictingResourceId })
        : contractFailure('the status', `202 Accepted, not ${response?.status}`),
      isFinal: isRefusedSignIn || !failure,
    }
  }
  try {
    // Of a 202 whose body is cut or broken, the headers are enough.
    const accepted = readAcceptance(
      { headers: response.headers, body: answer.body, retryAfterMs },
      { ...context, api, now: context.now(), random: context.random() },
    )
    return defined({ ...accepted, kind, label, hint, resourceId })
  } catch (error) {
    if (error instanceof UntrustedUrlError)
      return { failure: { kind: 'untrusted', message: error.message }, isFinal: true }
    // It may have been whole the first time it was sent; under the same key it is replayed.
    if (error instanceof RequestError) return { failure: failure ?? error.failure, isFinal: false }
    throw error
  }
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
