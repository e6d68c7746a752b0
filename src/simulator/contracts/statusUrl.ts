import type { JsonObject } from '../http/json.ts'
import type { Contract, OperationView, Submission } from './Contract.ts'
import { reasonOf, resultOf, tell, toIso } from './Contract.ts'

/**
 * The plainest of all: 202 with `statusUrl`, which answers with a `status` in capitals, `result` or `error`
 * (RFC 9457), and `Retry-After`.
 */
export const statusUrl: Contract = {
  idPrefix: 'operation',
  endings: ['COMPLETED', 'FAILED', 'CANCELLED'],
  documentsRetryAfter: true,
  hasWords: true,
  cancelSuffix: '/cancel',
  statusPath: toStatusPath,
  resourcePath: () => null,
  accept(operation) {
    const { id, origin, retryAfter } = operation
    const url = `${origin}${toStatusPath(operation)}`
    const body = { operationId: id, status: 'PENDING', statusUrl: url }
    return { status: 202, headers: { Location: url, ...retryAfter }, body }
  },
  readStatus: (operation) => tell(operation, toOperation(operation)),
  readResource: () => null,
  confirmCancel: (operation) => ({ status: 202, headers: {}, body: toOperation(operation) }),
  toError: ({ status, message }) => ({ type: 'about:blank', status, title: message }),
}

function toStatusPath({ id, path }: Submission): string {
  return `${path}/operations/${id}`
}

function toOperation(operation: OperationView): JsonObject {
  const { completedAt, createdAt, error, id, progress, status, word } = operation
  const failure = {
    type: error?.type ?? 'about:blank',
    title: error?.title ?? 'The operation failed',
    detail: reasonOf(operation),
    ...(error?.code !== undefined && { code: error.code }),
  }
  return {
    operationId: id,
    status: (status === 'PENDING' && word) || status,
    createdAt: toIso(createdAt),
    ...(completedAt !== null && { completedAt: toIso(completedAt) }),
    ...(progress !== null && { progress }),
    ...(status === 'COMPLETED' && { result: resultOf(operation) }),
    ...(status === 'FAILED' && { error: failure }),
  }
}
