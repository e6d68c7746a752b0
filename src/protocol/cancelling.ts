import type { PollAnswer } from './advance.ts'
import type { CancelRule, OperationsApi } from './operation.ts'
import { isFinal } from './operation.ts'
import type { OperationSnapshot } from './snapshot.ts'
import { toNamedUrl, toOperationUrl } from './statusUrl.ts'

/** A request that cancels an operation. */
export interface CancelRequest {
  readonly url: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body: string | null
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
  const url = named
    ? toNamedUrl(named, api)
    : chosen &&
      toOperationUrl({ ...accepted, ...identity, ...operation }, api)?.replace(/(?=\?|$)/, () => suffix)
  return url ? { url, method, body: body ? JSON.stringify(body) : null } : undefined
}
