import type { PollAnswer } from './advance.ts'
import { readId } from './json.ts'
import type { CancelRule, OperationsApi } from './operation.ts'
import { isFinal } from './operation.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { readStatusUrl, toOperationUrl } from './statusUrl.ts'

/** A request that cancels an operation. */
export interface CancelRequest {
  readonly url: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body: string | null
}

/**
 * Where an operation is cancelled, as path and query below `baseUrl`. A URL elsewhere is none: nothing is ever
 * sent there.
 *
 * @param reading what a dialect has read
 * @param url the requested URL
 */
export function readCancelPath(
  reading: unknown,
  api: OperationsApi,
  pageUrl: string | undefined,
  url: string,
): string | undefined {
  const cancelUrl = readId(reading, 'cancelUrl')
  const { operationPath: _, ...plain } = api
  return cancelUrl && readStatusUrl(cancelUrl, [plain], pageUrl, url)?.operationId
}

/** An open operation that is being cancelled stays so, whatever its responses say. */
export function withCancelling(answer: PollAnswer, isCancelling = false): PollAnswer {
  if (!isCancelling || !('operation' in answer) || isFinal(answer.operation.status)) return answer
  return { ...answer, operation: { ...answer.operation, isCancelling } }
}

/**
 * The request that cancels an operation: to the path that a response named, else to the status URL with the
 * rule's suffix.
 *
 * @param rule the dialect's; that of the API comes first
 * @returns `undefined` if neither says how, or it would lead elsewhere
 */
export function toCancelRequest(
  { operation, accepted, ...identity }: OperationSnapshot,
  api: OperationsApi,
  rule: CancelRule | undefined,
): CancelRequest | undefined {
  const chosen = api.cancel ?? rule
  const { method = 'POST', suffix = '', body } = chosen ?? {}
  const named = operation?.cancelPath ?? accepted?.cancelPath
  const { operationPath: _, ...plain } = api
  const url = named
    ? toOperationUrl({ api: api.api, operationId: named }, plain)
    : chosen &&
      toOperationUrl({ ...accepted, ...identity, ...operation }, api)?.replace(/(?=\?|$)/, () => suffix)
  return url ? { url, method, body: body ? JSON.stringify(body) : null } : undefined
}
