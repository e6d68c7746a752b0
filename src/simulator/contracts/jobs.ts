import type { JsonObject } from '../http/answers.ts'
import type { Contract, OperationView, Submission } from './Contract.ts'
import { inputField, reasonOf, resultOf, tell, toIso } from './Contract.ts'

/**
 * A job in the shape of OpenAI's batches: 200 with the job, read at its ID. How far it is, is in
 * `request_counts`; the result is a file of one JSON line.
 *
 * https://platform.openai.com/docs/api-reference/batch
 */
export const batches: Contract = {
  idPrefix: 'batch',
  endings: ['COMPLETED', 'FAILED', 'CANCELLED'],
  documentsRetryAfter: false,
  hasWords: true,
  cancelSuffix: '/cancel',
  statusPath: toJobPath,
  // Files are beside the batches: /v1/batches, /v1/files/{id}/content.
  resourcePath: (submission) =>
    `${submission.path.replace(/\/[^/]*$/, '')}/files/${toFileId(submission)}/content`,
  accept: (operation) => tell(operation, toBatch(operation)),
  readStatus: (operation) => tell(operation, toBatch(operation)),
  readResource: (operation) =>
    operation.status === 'COMPLETED'
      ? { status: 200, headers: { 'Content-Type': 'application/jsonl' }, body: resultOf(operation) }
      : null,
  confirmCancel: (operation) => tell(operation, toBatch(operation)),
  toError: ({ status, message }) => ({
    error: {
      message,
      type: status < 500 ? 'invalid_request_error' : 'server_error',
      param: null,
      code: null,
    },
  }),
}

/**
 * A job in the shape of Replicate's predictions: 201 with the job, which names its own URLs. What it is doing is
 * in its `logs`.
 *
 * https://replicate.com/docs/reference/http#predictions.create
 */
export const predictions: Contract = {
  idPrefix: 'prediction',
  endings: ['COMPLETED', 'FAILED', 'CANCELLED'],
  documentsRetryAfter: false,
  hasWords: true,
  cancelSuffix: '/cancel',
  statusPath: toJobPath,
  resourcePath: () => null,
  accept: (operation) => ({ ...tell(operation, toPrediction(operation)), status: 201 }),
  readStatus: (operation) => tell(operation, toPrediction(operation)),
  readResource: () => null,
  confirmCancel: (operation) => tell(operation, toPrediction(operation)),
  toError: ({ status, message }) => ({ title: message, detail: message, status }),
}

function toJobPath({ id, path }: Submission): string {
  return `${path}/${id}`
}

function toFileId({ id }: Submission): string {
  return id.replace('batch_', 'file-')
}

function toSeconds(epochMs: number): number {
  return Math.floor(epochMs / 1000)
}

const BATCH_WORDS = { COMPLETED: 'completed', FAILED: 'failed', CANCELLED: 'cancelled' }
/** Of one hundred requests, so that the numbers are percentages. */
const TOTAL = 100
const DAY_S = 24 * 60 * 60

function toBatch(operation: OperationView): JsonObject {
  const { completedAt, createdAt, error, id, isCancelling, progress, status, word } = operation
  const endedAt = completedAt === null ? null : toSeconds(completedAt)
  const hasBegun = progress !== null && progress > 0
  const running = isCancelling ? 'cancelling' : (word ?? (hasBegun ? 'in_progress' : 'validating'))
  const code = String(error?.code ?? 'failed')
  const failure = { code, message: reasonOf(operation), param: null, line: null }
  return {
    id,
    object: 'batch',
    endpoint: inputField(operation, 'endpoint') ?? null,
    errors: status === 'FAILED' ? { object: 'list', data: [failure] } : null,
    input_file_id: inputField(operation, 'input_file_id') ?? null,
    completion_window: inputField(operation, 'completion_window') ?? '24h',
    status: status === 'PENDING' ? running : BATCH_WORDS[status],
    output_file_id: status === 'COMPLETED' ? toFileId(operation) : null,
    error_file_id: null,
    created_at: toSeconds(createdAt),
    expires_at: toSeconds(createdAt) + DAY_S,
    completed_at: status === 'COMPLETED' ? endedAt : null,
    failed_at: status === 'FAILED' ? endedAt : null,
    cancelled_at: status === 'CANCELLED' ? endedAt : null,
    // A batch that is being validated has no requests yet: 0 of 0.
    request_counts: { total: hasBegun ? TOTAL : 0, completed: hasBegun ? progress : 0, failed: 0 },
    metadata: inputField(operation, 'metadata') ?? null,
  }
}

const PREDICTION_WORDS = { COMPLETED: 'succeeded', FAILED: 'failed', CANCELLED: 'canceled' }

function toPrediction(operation: OperationView): JsonObject {
  const { completedAt, createdAt, id, origin, progress, status, word } = operation
  const url = `${origin}${toJobPath(operation)}`
  const hasBegun = progress !== null && progress > 0
  return {
    id,
    version: inputField(operation, 'version') ?? null,
    input: inputField(operation, 'input') ?? {},
    logs: hasBegun ? `${progress}%|` : '',
    output: status === 'COMPLETED' ? resultOf(operation) : null,
    error: status === 'FAILED' ? reasonOf(operation) : null,
    status:
      status === 'PENDING' ? (word ?? (hasBegun ? 'processing' : 'starting')) : PREDICTION_WORDS[status],
    created_at: toIso(createdAt),
    ...(completedAt !== null && { completed_at: toIso(completedAt) }),
    urls: { get: url, cancel: `${url}/cancel` },
  }
}
