import type { JsonObject } from '../http/answers.ts'
import { readKey } from '../http/answers.ts'
import type { Contract, OperationView, Submission } from './Contract.ts'
import { inputField, membersOf, reasonOf, resultOf, tell, toIso } from './Contract.ts'

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

/**
 * No operation, as in Kubernetes: the resource itself has a phase, which becomes Running or Failed. A POST creates
 * it below the path, under `metadata.name`; PUT and PATCH change it in place. After a DELETE it is Terminating,
 * then gone.
 *
 * https://kubernetes.io/docs/reference/using-api/api-concepts/
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
 */
export const resource: Contract = {
  idPrefix: 'resource',
  endings: ['COMPLETED', 'FAILED'],
  documentsRetryAfter: false,
  hasWords: true,
  cancelSuffix: null,
  statusPath: () => null,
  resourcePath: toResourcePath,
  accept(operation) {
    const { method, origin, retryAfter } = operation
    const headers = method === 'POST' ? { Location: `${origin}${toResourcePath(operation)}` } : {}
    return {
      status: method === 'POST' ? 201 : method === 'DELETE' ? 202 : 200,
      headers: { ...headers, ...retryAfter },
      body: toResource(operation),
    }
  },
  readStatus: (operation) => tell(operation, toResource(operation)),
  readResource(operation) {
    const isGone = operation.method === 'DELETE' && operation.status === 'COMPLETED'
    return isGone ? null : tell(operation, toResource(operation))
  },
  confirmCancel: (operation) => tell(operation, toResource(operation)),
  toError: ({ status, message }) => ({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    reason: status === 404 ? 'NotFound' : status === 409 ? 'AlreadyExists' : 'Invalid',
    code: status,
  }),
}

/** What may be a segment of a path as it is (RFC 1123). */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

function toName(submission: Submission): string {
  const { id, method, path } = submission
  if (method !== 'POST') return path.slice(path.lastIndexOf('/') + 1)
  const name = readKey(membersOf(inputField(submission, 'metadata')), 'name')
  return typeof name === 'string' && NAME.test(name) ? name : id.replace('_', '-')
}

function toResourcePath(submission: Submission): string {
  const { method, path } = submission
  return method === 'POST' ? `${path}/${toName(submission)}` : path
}

const PHASES = { COMPLETED: 'Running', FAILED: 'Failed', CANCELLED: 'Failed' }

function toResource(operation: OperationView): JsonObject {
  const { createdAt, error, id, input, method, result, status, word } = operation
  const phase =
    status === 'PENDING' ? (word ?? (method === 'DELETE' ? 'Terminating' : 'Pending')) : PHASES[status]
  const failure = { reason: error?.title ?? 'Error', message: reasonOf(operation) }
  return {
    apiVersion: 'v1',
    kind: 'Resource',
    metadata: {
      name: toName(operation),
      uid: id,
      creationTimestamp: toIso(createdAt),
      ...(method === 'DELETE' && { deletionTimestamp: toIso(createdAt) }),
    },
    spec: inputField(operation, 'spec') ?? input,
    status: {
      phase,
      ...(status === 'COMPLETED' && membersOf(result)),
      ...(status === 'FAILED' && failure),
    },
  }
}
