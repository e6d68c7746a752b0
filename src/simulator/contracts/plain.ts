import type { JsonObject } from '../http/json.ts'
import type { Contract, OperationView, Submission } from './Contract.ts'
import { reasonOf, resultOf, tell, toIso } from './Contract.ts'

/**
 * HTTP's own pattern: a 202 with `Location`; that URL answers 202 until a 303 to the result, or a 4xx with a
 * problem (RFC 9457). There is no word for cancelled.
 *
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.4.4
 */
export const location: Contract = {
  idPrefix: 'job',
  endings: ['COMPLETED', 'FAILED'],
  documentsRetryAfter: true,
  hasWords: false,
  cancelSuffix: null,
  statusPath: toJobPath,
  resourcePath: toResultPath,
  accept: (operation) => ({
    status: 202,
    headers: { Location: `${operation.origin}${toJobPath(operation)}`, ...operation.retryAfter },
    body: undefined,
  }),
  readStatus(operation) {
    const { origin, retryAfter, status } = operation
    if (status === 'PENDING') return { status: 202, headers: retryAfter, body: undefined }
    if (status === 'COMPLETED')
      return { status: 303, headers: { Location: `${origin}${toResultPath(operation)}` }, body: undefined }
    return toProblem(operation)
  },
  readResource: (operation) =>
    operation.status === 'COMPLETED' ? tell(operation, resultOf(operation)) : null,
  confirmCancel: toProblem,
  toError: ({ status, message }): JsonObject => ({ type: 'about:blank', status, title: message }),
}

function toJobPath({ id, path }: Submission): string {
  return `${path}/jobs/${id}`
}

function toResultPath({ id, path }: Submission): string {
  return `${path}/${id.replace('job_', 'result_')}`
}

function toProblem(operation: OperationView) {
  const { error } = operation
  const status = error?.status ?? 422
  const body = {
    type: error?.type ?? 'about:blank',
    title: error?.title ?? 'Unprocessable Content',
    status,
    detail: reasonOf(operation),
    ...(error?.code !== undefined && { code: error.code }),
  }
  return { status, headers: { 'Content-Type': 'application/problem+json' }, body }
}

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
  statusPath: toOperationPath,
  resourcePath: () => null,
  accept(operation) {
    const { id, origin, retryAfter } = operation
    const url = `${origin}${toOperationPath(operation)}`
    const body = { operationId: id, status: 'PENDING', statusUrl: url }
    return { status: 202, headers: { Location: url, ...retryAfter }, body }
  },
  readStatus: (operation) => tell(operation, toOperation(operation)),
  readResource: () => null,
  confirmCancel: (operation) => ({ status: 202, headers: {}, body: toOperation(operation) }),
  toError: ({ status, message }) => ({ type: 'about:blank', status, title: message }),
}

function toOperationPath({ id, path }: Submission): string {
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
