import { readAcceptance } from '../../protocol/acceptance.ts'
import type { AddResult, AdvanceContext } from '../../protocol/advance.ts'
import { advance } from '../../protocol/advance.ts'
import { dialectOf } from '../../protocol/dialectParts.ts'
import { RequestError, UntrustedUrlError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { contractFailure } from '../../protocol/failure.ts'
import { defined } from '../../protocol/json.ts'
import type { AcceptedOperation, OperationIdentity, OperationsApi } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { toSnapshot } from '../../protocol/snapshot.ts'
import { toUrl } from '../../protocol/statusUrl.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { sendRequest } from '../http/sendRequest.ts'
import type { Answer } from '../http/sendRequest.ts'
import { warnOfContract } from '../http/warnOfContract.ts'
import { createUuid, toDoneId } from './idempotencyKey.ts'
import type { PreparedRequest } from './preparedRequest.ts'

/** The client that sends a request, and then knows its operation. */
export interface SendingClient {
  readonly context: ClientContext
  /** Reads the resource of an operation that has already ended. */
  readonly readResource?: AdvanceContext['readResource']
  /** Reads the result of an operation that has already ended. */
  readonly addResult?: AddResult | undefined
  /** Aborted by a sign-out: then nothing more is sent. */
  readonly session: AbortSignal
  readonly gate: {
    readonly peek: (identity: OperationIdentity) => OperationSnapshot | undefined
    readonly learn: (
      snapshot: OperationSnapshot,
      cause: { readonly accepted: AcceptedOperation },
    ) => OperationSnapshot
  }
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
  readonly findAccepted: ((identity: OperationIdentity) => AcceptedOperation | undefined) | undefined
}

/** Sends the request once, and reads what the response says about it. Never throws. */
export async function attemptRequest(
  request: PreparedRequest,
  sending: Sending,
): Promise<AcceptedSnapshot | Rejection> {
  const { api, key, context, signal } = sending
  const { method, path, body = null } = request
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
  const read = await readAnswer(answer, url, request, sending)
  warnOfContract(read, method, url, answer)
  return read
}

async function readAnswer(
  answer: Answer,
  url: string,
  { method, kind, label, hint, resourceId }: PreparedRequest,
  { api, key, context, gate, readResource, addResult, signal, findAccepted }: Sending,
): Promise<AcceptedSnapshot | Rejection> {
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
    // A retry with the same key replays a 202 that was cut, and may then bring it complete. An empty body is.
    const cut = answer.failure && answer.detail !== 'no body' ? failure : undefined
    if (error instanceof RequestError) return { failure: cut ?? error.failure, isFinal: !cut }
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
