import type { AcceptedOperation } from './acceptedOperation.ts'
import { defined } from './defined.ts'
import { RequestError, UntrustedUrlError } from './errors.ts'
import { contractFailure } from './failure.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import { toShownId } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'
import type { Pace } from './pace.ts'
import { readField, readTexts } from './record.ts'
import { toWaitMs } from './schedule.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { isFinal } from './status.ts'
import { isOperationId, readStatusUrl } from './statusUrl.ts'

/** A 202, as it came. `body` is `undefined` where it could not be read. */
export interface Acceptance {
  readonly headers: Pick<Headers, 'get'>
  readonly body: unknown
  /** What it asks to wait, in ms. */
  readonly retryAfterMs: number | undefined
}

/** Where and when the 202 came. */
export interface AcceptanceContext {
  readonly apis: readonly OperationsApi[]
  /** The API that was asked. */
  readonly api: OperationsApi
  readonly pageUrl?: string | undefined
  /** What was asked, for a reference that is relative to it. */
  readonly requestUrl?: string
  /** The key that was sent, where one was. */
  readonly idempotencyKey?: string | undefined
  /** Tells this submission from every other: its key, or chance. */
  readonly mark?: string
  /** What is known of an operation already. */
  readonly peek?: (identity: OperationIdentity) => OperationSnapshot | undefined
  /** What was accepted under an identity before, as a journal knows. */
  readonly findAccepted?: ((identity: OperationIdentity) => AcceptedOperation | undefined) | undefined
  readonly now: number
  readonly random: number
  readonly pace: Pace
}

/**
 * Reads which operation a 202 started: `statusUrl` of the body, else `Location`, else `Operation-Id`. The first that
 * is there decides; one that is not trusted is never passed over for another.
 *
 * Where the status is read from the path that was asked itself, or from that of another submission or of an operation
 * that has ended, as far as is known here, it is an operation of its own: `#` and the key are added to its ID.
 *
 * @throws UntrustedUrlError for a status URL elsewhere
 * @throws RequestError where the answer names no operation: whether there is one stays unclear
 */
export function readAcceptance(answer: Acceptance, context: AcceptanceContext): AcceptedOperation {
  const { retryAfterMs } = answer
  return defined({
    ...tellApart(readIdentity(answer, context), context),
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
  // Whole: one that is cut loses its signature.
  const url = (typeof statusUrl === 'string' && statusUrl) || headers.get('location')
  // The API that was asked comes first: where two share a path, it is the one that answered.
  if (url) {
    const identity = readStatusUrl(url, [api, ...apis.filter((other) => other !== api)], pageUrl, requestUrl)
    if (identity) return identity
    throw new UntrustedUrlError(url)
  }
  const operationId = headers.get('operation-id')
  if (operationId && isOperationId(operationId) && api.operationPath) return { api: api.api, operationId }
  throw new RequestError(contractFailure('statusUrl', 'the URL of the operation (nor did a header name one)'))
}

function tellApart(
  identity: OperationIdentity,
  { api, pageUrl, requestUrl = '', mark, peek, findAccepted }: AcceptanceContext,
): OperationIdentity {
  const known = peek?.(identity)
  const accepted = known?.accepted ?? findAccepted?.(identity)
  const isTaken = accepted
    ? accepted.idempotencyKey !== mark
    : known?.operation && isFinal(known.operation.status)
  const own = readStatusUrl(requestUrl, [api], pageUrl)
  const isOwn = own?.api === identity.api && toShownId(own.operationId) === toShownId(identity.operationId)
  return mark && (isTaken || isOwn)
    ? { ...identity, operationId: `${identity.operationId}#${mark}` }
    : identity
}
