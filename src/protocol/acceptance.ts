import type { AcceptedOperation } from './acceptedOperation.ts'
import { defined } from './defined.ts'
import { RequestError, UntrustedUrlError } from './errors.ts'
import { contractFailure } from './failure.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'
import type { Pace } from './pace.ts'
import { readField, readText, readTexts } from './record.ts'
import { toWaitMs } from './schedule.ts'
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
  readonly now: number
  readonly random: number
  readonly pace: Pace
}

/**
 * Reads which operation a 202 started: `statusUrl` of the body, else `Location`, else `Operation-Id`. The first that
 * is there decides; one that is not trusted is never passed over for another.
 *
 * @throws UntrustedUrlError for a status URL elsewhere
 * @throws RequestError where the answer names no operation: whether there is one stays unclear
 */
export function readAcceptance(answer: Acceptance, context: AcceptanceContext): AcceptedOperation {
  const { retryAfterMs } = answer
  return defined({
    ...readIdentity(answer, context),
    acceptedAt: context.now,
    nextPollAt: context.now + toWaitMs({ retryAfterMs }, context),
    retryAfterMs,
    related: readTexts(readField(answer.body, 'related')),
  })
}

function readIdentity(
  { body, headers }: Acceptance,
  { apis, api, pageUrl }: AcceptanceContext,
): OperationIdentity {
  const url = readText(body, 'statusUrl') ?? headers.get('location')
  // The API that was asked comes first: where two share a path, it is the one that answered.
  if (url) {
    const identity = readStatusUrl(url, [api, ...apis.filter((other) => other !== api)], pageUrl)
    if (identity) return identity
    throw new UntrustedUrlError(url)
  }
  const operationId = headers.get('operation-id')
  if (operationId && isOperationId(operationId) && api.operationPath) return { api: api.api, operationId }
  throw new RequestError(contractFailure('statusUrl', 'the URL of the operation (nor did a header name one)'))
}
