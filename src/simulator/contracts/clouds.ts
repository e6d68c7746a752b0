import type { Answer, Json, JsonObject } from '../http/answers.ts'
import { isJsonObject } from '../http/answers.ts'
import type { Contract, OperationView, Submission } from './Contract.ts'
import { membersOf, reasonOf, resultOf, tell, toIso } from './Contract.ts'

/**
 * Azure. The method decides how the operation is followed:
 *
 * - POST: 202 with `Operation-Location` and the operation, which has the `result` in the end (data plane).
 * - PUT: 201 with `Azure-AsyncOperation` and the resource, whose `provisioningState` says the same (Resource Manager).
 * - PATCH, DELETE: 202 with `Azure-AsyncOperation`.
 *
 * https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#long-running-operations--jobs
 * https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export const azure: Contract = {
  idPrefix: 'op',
  endings: ['COMPLETED', 'FAILED', 'CANCELLED'],
  documentsRetryAfter: true,
  hasWords: true,
  cancelSuffix: ':cancel',
  statusPath: toStatusPath,
  resourcePath: ({ method, path }) => (method === 'POST' ? null : path),
  accept(operation) {
    const { method, origin, query, retryAfter } = operation
    const statusUrl = `${origin}${toStatusPath(operation)}${query}`
    if (method === 'POST') {
      const headers = { 'Operation-Location': statusUrl, ...retryAfter }
      return { status: 202, headers, body: toAzureOperation(operation) }
    }
    const headers = { 'Azure-AsyncOperation': statusUrl, ...retryAfter }
    return method === 'PUT'
      ? { status: 201, headers, body: toResource(operation) }
      : { status: 202, headers, body: undefined }
  },
  readStatus: (operation) => tell(operation, toAzureOperation(operation)),
  readResource(operation): Answer | null {
    const isGone = operation.method === 'DELETE' && operation.status === 'COMPLETED'
    return isGone ? null : tell(operation, toResource(operation))
  },
  confirmCancel: (operation) => ({
    status: 202,
    headers: { 'Operation-Location': `${operation.origin}${toStatusPath(operation)}${operation.query}` },
    body: undefined,
  }),
  toError: ({ status, message }) => ({ error: { code: CODES[status] ?? `Http${status}`, message } }),
}

const CODES: Readonly<Record<number, string>> = {
  400: 'InvalidRequest',
  404: 'NotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
}

const WORDS = { PENDING: 'Running', COMPLETED: 'Succeeded', FAILED: 'Failed', CANCELLED: 'Canceled' }

function toStatusPath({ id, path }: Submission): string {
  return `${path}/operations/${id}`
}

function toAzureOperation(operation: OperationView): JsonObject {
  const { completedAt, createdAt, id, method, progress, status, word } = operation
  return {
    id,
    status: (status === 'PENDING' && word) || WORDS[status],
    startTime: toIso(createdAt),
    ...(progress !== null && { percentComplete: progress }),
    ...(completedAt !== null && { endTime: toIso(completedAt) }),
    ...(status === 'COMPLETED' && method === 'POST' && { result: resultOf(operation) }),
    ...toFailure(operation),
  }
}

/** An envelope of Resource Manager. The result is what is in it. */
function toResource(operation: OperationView): JsonObject {
  const { input, method, path, result, status, word } = operation
  const running = method === 'PUT' ? 'Creating' : method === 'PATCH' ? 'Updating' : 'Deleting'
  const { properties, ...rest } = membersOf(status === 'COMPLETED' && result !== undefined ? result : input)
  const provisioningState = status === 'PENDING' ? (word ?? running) : WORDS[status]
  const told = { ...membersOf(properties), provisioningState, ...toFailure(operation) }
  return { ...rest, id: path, name: path.slice(path.lastIndexOf('/') + 1), properties: told }
}

function toFailure(operation: OperationView): JsonObject {
  const { error, status } = operation
  if (status === 'CANCELLED')
    return { error: { code: 'OperationCanceled', message: 'The operation was canceled.' } }
  if (status !== 'FAILED') return {}
  return { error: { code: String(error?.code ?? 'OperationFailed'), message: reasonOf(operation) } }
}

/**
 * Google's long-running operations: every response is the operation, by its `name`. `done: false` is left out, as
 * ProtoJSON may. A repeated `requestId` in the query starts nothing again (AIP-155).
 *
 * https://google.aip.dev/151
 * https://github.com/googleapis/googleapis/blob/master/google/longrunning/operations.proto
 */
export const google: Contract = {
  idPrefix: 'op',
  endings: ['COMPLETED', 'FAILED', 'CANCELLED'],
  documentsRetryAfter: false,
  hasWords: true,
  keyParameter: 'requestId',
  cancelSuffix: ':cancel',
  // Only the end: the name says nothing about the path before it.
  statusPath: ({ id }) => `/${toName(id)}`,
  resourcePath: () => null,
  accept: (operation) => tell(operation, toGoogleOperation(operation)),
  readStatus: (operation) => tell(operation, toGoogleOperation(operation)),
  readResource: () => null,
  confirmCancel: () => ({ status: 200, headers: {}, body: {} }),
  toError: ({ status, message }) => ({
    error: { code: status, message, status: STATUSES[status] ?? 'UNKNOWN' },
  }),
}

const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

/** google.rpc.Code: CANCELLED, FAILED_PRECONDITION. */
const [CANCELLED, FAILED_PRECONDITION] = [1, 9]

function toName(id: string): string {
  return `operations/${id}`
}

function toGoogleOperation(operation: OperationView): JsonObject {
  const { completedAt, createdAt, error, id, progress, status, word } = operation
  const metadata = {
    '@type': 'type.googleapis.com/simulator.v1.OperationMetadata',
    createTime: toIso(createdAt),
    ...(progress !== null && { progressPercent: progress }),
    ...(word !== null && status === 'PENDING' && { state: word }),
    ...(completedAt !== null && { endTime: toIso(completedAt) }),
  }
  const code = typeof error?.code === 'number' ? error.code : FAILED_PRECONDITION
  return {
    name: toName(id),
    metadata,
    ...(status !== 'PENDING' && { done: true }),
    ...(status === 'COMPLETED' && { response: toAny(resultOf(operation)) }),
    ...(status === 'FAILED' && { error: { code, message: reasonOf(operation), details: [] } }),
    ...(status === 'CANCELLED' && {
      error: { code: CANCELLED, message: 'The operation was cancelled.', details: [] },
    }),
  }
}

/** `response` is a google.protobuf.Any, which names its type. */
function toAny(result: Json): JsonObject {
  return isJsonObject(result)
    ? { '@type': 'type.googleapis.com/simulator.v1.Result', ...result }
    : { '@type': 'type.googleapis.com/google.protobuf.Value', value: result }
}
