import type { JsonObject } from '../http/json.ts'
import { readKey } from '../http/json.ts'
import type { Contract, OperationView, Submission } from './Contract.ts'
import { inputField, membersOf, reasonOf, tell, toIso } from './Contract.ts'

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
