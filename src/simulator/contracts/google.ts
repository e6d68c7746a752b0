import type { Json, JsonObject } from '../http/json.ts'
import { isJsonObject } from '../http/json.ts'
import type { Contract, OperationView } from './Contract.ts'
import { reasonOf, resultOf, tell, toIso } from './Contract.ts'

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
  accept: (operation) => tell(operation, toOperation(operation)),
  readStatus: (operation) => tell(operation, toOperation(operation)),
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

function toOperation(operation: OperationView): JsonObject {
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
