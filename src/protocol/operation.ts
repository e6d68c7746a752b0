import { ContractError } from './errors.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { Problem } from './problem.ts'
import { readProblem } from './problem.ts'
import { isRecord, readField, readText } from './record.ts'
import type { OperationStatus, StatusWords } from './status.ts'
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
 * Reads the body of a status answer by hand, so that the engine needs no schema library.
 *
 * @throws ContractError naming the field, where the body is not what every 202 API promises: an object with a
 * `status` word
 */
export function readOperation(body: unknown, identity: OperationIdentity, words?: StatusWords): Operation {
  if (!isRecord(body)) throw new ContractError('the body', 'a JSON object')
  const rawStatus = readText(body, 'status', 64)
  if (rawStatus === undefined)
    throw new ContractError('status', 'a word such as PENDING, COMPLETED or FAILED')
  const status = readStatus(rawStatus, words)
  const createdAt = readText(body, 'createdAt', 64)
  const completedAt = readText(body, 'completedAt', 64)
  const related = readRelated(readField(body, 'related'))
  const resultId = readText(readField(body, 'result'), 'id', 512)
  const resultUrl = readText(body, 'resultUrl', 2048)
  return {
    api: identity.api,
    operationId: identity.operationId,
    status,
    rawStatus,
    ...(createdAt !== undefined && { createdAt }),
    ...(completedAt !== undefined && { completedAt }),
    ...(related !== undefined && { related }),
    ...(resultId !== undefined && { resultId }),
    ...(resultUrl !== undefined && { resultUrl }),
    ...(status === 'FAILED' && { error: readProblem(readField(body, 'error'), 'The operation failed') }),
  }
}

/** The map of related IDs, without anything that is not text; `undefined` where it is absent, null or empty. */
export function readRelated(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1] !== '' && entry[1].length <= 512 && entry[0] !== '__proto__',
  )
  return entries.length > 0 ? Object.fromEntries(entries.slice(0, 20)) : undefined
}
