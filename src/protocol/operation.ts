import { defined } from './defined.ts'
import type { Failure } from './failure.ts'
import { contractFailure } from './failure.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { OperationsApi } from './operationsApi.ts'
import type { Problem } from './problem.ts'
import { readProblem } from './problem.ts'
import { readField, readId, readText, readTexts } from './record.ts'
import type { OperationStatus } from './status.ts'
import { readStatus } from './status.ts'

/** An operation as the server last described it. Plain JSON. */
export interface Operation extends OperationIdentity {
  readonly status: OperationStatus
  /** The server's own word, kept where it is RUNNING or one we do not know. */
  readonly rawStatus: string
  /** ISO 8601, as sent. */
  readonly createdAt?: string
  readonly completedAt?: string
  /** IDs of the resources it touches, by name: `{ configurationId: 'conv_configuration_…' }`. */
  readonly related?: Readonly<Record<string, string>>
  readonly resultId?: string
  readonly resultUrl?: string
  readonly error?: Problem
}

/**
 * Reads the body of a status answer by hand, so that the engine needs no schema library. A body that is not what every
 * 202 API promises, an object with a `status` word, is a failure that names the field.
 */
export function readOperation(
  body: unknown,
  identity: OperationIdentity,
  { operationPath, statusWords, readProblem: read = readProblem }: Partial<OperationsApi> = {},
): Operation | Failure {
  const rawStatus = readText(body, 'status')
  if (rawStatus === undefined) return contractFailure('status', 'a word')
  // Without a template the ID is a path of ours. Any other must be the one that was asked for.
  const operationId = readId(body, 'operationId')
  if (operationPath && operationId && !isSameName(operationId, identity.operationId)) {
    return contractFailure('operationId', identity.operationId)
  }
  const status = readStatus(rawStatus, statusWords)
  return defined({
    api: identity.api,
    operationId: identity.operationId,
    status,
    rawStatus,
    createdAt: readText(body, 'createdAt'),
    completedAt: readText(body, 'completedAt'),
    related: readTexts(body, 'related'),
    resultId: readId(readField(body, 'result'), 'id'),
    resultUrl: readId(body, 'resultUrl'),
    error: status === 'FAILED' ? read(readField(body, 'error'), rawStatus) : undefined,
  })
}

/**
 * Some name an operation in full, as `projects/x/operations/1`, some do not keep to the case of its letters, and what is
 * escaped in a URL need not be so in a body.
 */
function isSameName(said: string, asked: string): boolean {
  const [id = ''] = asked.split('#', 1)
  return id.includes('%') || said.split('/').pop()?.toLowerCase() === id.toLowerCase()
}
