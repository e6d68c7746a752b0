import { RequestError, UntrustedUrlError } from './errors.ts'
import { contractFailure } from './failure.ts'
import { defined, readField, readTexts } from './json.ts'
import type { AcceptedOperation, OperationIdentity, OperationsApi } from './operation.ts'
import { isFinal, toShownId } from './operation.ts'
import type { PollingLimits } from './pace.ts'
import { toWaitMs } from './schedule.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isOperationId, readStatusUrl } from './statusUrl.ts'

/** A 202 response. `body` is `undefined` if it could not be read. */
export interface Acceptance {
  readonly headers: Pick<Headers, 'get'>
  readonly body: unknown
  /** Its `Retry-After`, in ms. */
  readonly retryAfterMs: number | undefined
}

/** Where and when the 202 arrived. */
export interface AcceptanceContext {
  readonly apis: readonly OperationsApi[]
  /** The API that the request was sent to. */
  readonly api: OperationsApi
  readonly pageUrl?: string | undefined
  /** The requested URL, which a relative status URL is resolved against. */
  readonly requestUrl?: string
  /** The key that was sent, if any. */
  readonly idempotencyKey?: string | undefined
  /** Distinguishes this submission from every other: its key, or a random UUID. */
  readonly submissionMark?: string
  /** What is already known about an operation. */
  readonly peek?: (identity: OperationIdentity) => OperationSnapshot | undefined
  /** What was accepted under an identity before, according to the journal. */
  readonly findAccepted?: ((identity: OperationIdentity) => AcceptedOperation | undefined) | undefined
  readonly now: number
  readonly random: number
  readonly pace: PollingLimits
}

/**
 * Reads which operation a 202 started: `statusUrl` of the body, else `Location`, else `Operation-Id`. The
 * first one present decides. If it is not trusted, the others are not tried.
 *
 * If the status URL is the requested URL itself, or is known to belong to another submission or to an
 * operation that has ended, this is a separate operation: `#` and the mark are appended to its ID.
 *
 * @param identity which operation it is, if a dialect has read it
 * @throws UntrustedUrlError if the status URL does not belong to one of the APIs
 * @throws RequestError if the response names no operation: it is then unclear whether there is one
 */
export function readAcceptance(
  answer: Acceptance,
  context: AcceptanceContext,
  identity = readIdentity(answer, context),
): AcceptedOperation {
  const { retryAfterMs } = answer
  return defined({
    ...disambiguate(identity, context),
    idempotencyKey: context.idempotencyKey,
    acceptedAt: context.now,
    nextPollAt: context.now + toWaitMs({ retryAfterMs }, context),
    retryAfterMs,
    related: readTexts(answer.body, 'related'),
  })
}

function readIdentity(
  { body, headers }: Acceptance,
  { apis, api, pageUrl, requestUrl }: AcceptanceContext,
): OperationIdentity {
  const statusUrl = readField(body, 'statusUrl')
  // Never cut: a URL that is cut loses its signature.
  const url = (typeof statusUrl === 'string' && statusUrl) || headers.get('location')
  // The requested API comes first: if two share a path, it is the one that answered.
  if (url) {
    const identity = readStatusUrl(url, [api, ...apis.filter((other) => other !== api)], pageUrl, requestUrl)
    if (identity) return identity
    throw new UntrustedUrlError(url)
  }
  const operationId = headers.get('operation-id')
  if (operationId && isOperationId(operationId) && api.operationPath) return { api: api.api, operationId }
  throw new RequestError(contractFailure('statusUrl', 'the URL of the operation (no header has one either)'))
}

function disambiguate(
  identity: OperationIdentity,
  { api, pageUrl, requestUrl = '', submissionMark, peek, findAccepted }: AcceptanceContext,
): OperationIdentity {
  const known = peek?.(identity)
  const accepted = known?.accepted ?? findAccepted?.(identity)
  const isTaken = accepted
    ? accepted.idempotencyKey !== submissionMark
    : known?.operation && isFinal(known.operation.status)
  const own = readStatusUrl(requestUrl, [api], pageUrl)
  const isOwn = own?.api === identity.api && toShownId(own.operationId) === toShownId(identity.operationId)
  return submissionMark && (isTaken || isOwn)
    ? { ...identity, operationId: `${identity.operationId}#${submissionMark}` }
    : identity
}
