import type { OperationError } from './Fault.ts'
import type { JsonObject } from './Json.ts'
import type { Operation } from './Operation.ts'
import type { Settings } from './SimulatorOptions.ts'

/** The path an operation is read at. Each API serves its own. */
export function operationPath(operation: Pick<Operation, 'api' | 'id'>): string {
  return `/${operation.api === 'memory' ? 'v1' : 'v2'}/ControlPlane/Operations/${operation.id}`
}

/** An operation as its API shows it; `origin` begins its URLs. `completedAt` is null, not missing, while it is pending. */
export function operationBody(
  operation: Operation,
  settings: Settings,
  origin: string,
  now: number,
): JsonObject {
  const { api, completedAt, result } = operation
  const common = {
    operationId: operation.id,
    status: statusWord(operation, settings, now),
    createdAt: new Date(operation.createdAt).toISOString(),
    completedAt: completedAt === null ? null : new Date(completedAt).toISOString(),
    statusUrl: `${origin}${operationPath(operation)}`,
  }
  const error = operation.status === 'FAILED' ? errorOf(operation) : null
  if (api === 'conversations') {
    const shown = operation.course.related === 'both' || operation.course.related === 'operation'
    return { ...common, error, related: shown ? operation.related : null }
  }
  const made = operation.status === 'COMPLETED' && result !== null
  return {
    ...common,
    ...(error && { error }),
    ...(made && { result: { type: 'RESOURCE_ID', id: result.id } }),
    ...(made && result.path !== null && { resultUrl: `${origin}${result.path}` }),
  }
}

function statusWord(
  { status, course, createdAt, settlesAt }: Operation,
  settings: Settings,
  now: number,
): string {
  if (status !== 'PENDING') return status
  if (course.word !== null) return course.word
  return settings.words === 'five' && now - createdAt >= (settlesAt - createdAt) / 2 ? 'RUNNING' : 'PENDING'
}

/** Conversations errors have `status` and `instance` but no `code`; Memory errors have `code` but neither. */
function errorOf(operation: Operation): JsonObject {
  const { type, title, detail, status, instance, code }: OperationError = operation.error ?? {}
  if (operation.api === 'memory') {
    return {
      type: type ?? `https://www.twilio.com/docs/api/errors/${code ?? 520022}`,
      title: title ?? 'Store could not be set up',
      code: code ?? 520022,
      detail: detail ?? 'The operation could not be carried out.',
    }
  }
  return {
    type: type ?? 'https://www.twilio.com/docs/errors/20001',
    title: title ?? 'Bad request',
    status: status ?? 400,
    detail: detail ?? 'The operation could not be carried out.',
    instance: instance ?? operationPath(operation),
  }
}
