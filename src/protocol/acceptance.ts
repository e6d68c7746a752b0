import type { AcceptedOperation } from './acceptedOperation.ts'
import { ContractError } from './errors.ts'
import { readRelated } from './operation.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'
import type { Pace } from './pace.ts'
import { readField, readText } from './record.ts'
import { readRetryAfter } from './retryAfter.ts'
import { toWaitMs } from './schedule.ts'
import { isOperationId, readStatusUrl } from './statusUrl.ts'

/** A 202, as it came. `body` is `undefined` where it could not be read. */
export interface Acceptance {
  readonly headers: Pick<Headers, 'get'>
  readonly body: unknown
}

/** Where and when the 202 came. */
export interface AcceptanceContext {
  readonly apis: readonly OperationsApi[]
  /** The API that was asked. */
  readonly api: OperationsApi
  readonly pageOrigin?: string | undefined
  readonly now: number
  readonly random: number
  readonly pace: Pace
}

/**
 * Reads which operation a 202 started: `statusUrl` of the body, else `Location`, else `Operation-Id`. The first that
 * is there decides; one that is not trusted is never passed over for another.
 *
 * @throws UntrustedUrlError for a status URL elsewhere
 * @throws ContractError where the answer names no operation: whether there is one stays unclear
 */
export function readAcceptance(answer: Acceptance, context: AcceptanceContext): AcceptedOperation {
  const { api, operationId } = readIdentity(answer, context)
  const retryAfterMs = readRetryAfter(answer.headers, context.now)
  const waitMs = toWaitMs(
    {
      retryAfterMs,
      serverRetryAfterMs: undefined,
      unguided: 1,
      failures: 0,
      slow: false,
      random: context.random,
    },
    context.pace,
  )
  const related = readRelated(readField(answer.body, 'related'))
  return {
    api,
    operationId,
    acceptedAt: context.now,
    nextPollAt: context.now + waitMs,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(related !== undefined && { related }),
  }
}

function readIdentity(answer: Acceptance, { apis, api, pageOrigin }: AcceptanceContext): OperationIdentity {
  const url = readText(answer.body, 'statusUrl', 4096) ?? answer.headers.get('location')
  if (url) {
    // The API that was asked comes first: where two share a path, it is the one that answered.
    return readStatusUrl(url, [api, ...apis.filter((other) => other !== api)], pageOrigin)
  }
  const operationId = answer.headers.get('operation-id')
  if (operationId && isOperationId(operationId) && api.operationPath !== undefined)
    return { api: api.api, operationId }
  throw new ContractError(
    'statusUrl',
    'the URL of the operation that was accepted (nor did Location or Operation-Id name one)',
  )
}
