import { ApiFailure } from '../../../simulator/http/answers.ts'
import type { Answer, JsonObject } from '../../../simulator/http/answers.ts'
import type { Effect, Operation, OperationError } from '../../../simulator/state/Operation.ts'
import type { Settings } from '../state/SimulatorOptions.ts'
import type { CallHandler, Context } from './Context.ts'
import { pathId } from './Context.ts'

/** The path of an operation. Each API serves its own operations. */
function operationPath(operation: Pick<Operation, 'api' | 'id'>): string {
  return `/${operation.api === 'memory' ? 'v1' : 'v2'}/ControlPlane/Operations/${operation.id}`
}

/** An operation as its API returns it. `completedAt` is null, not missing, while the operation is pending. */
function operationBody(operation: Operation, settings: Settings, origin: string, now: number): JsonObject {
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

/** What the operation behind a 202 will do. */
interface Undertaking {
  /** Runs when the operation completes; may still fail. */
  readonly effect: Effect
  readonly related?: Readonly<Record<string, string>>
  readonly result?: { readonly id: string; readonly path: string | null }
  readonly claim?: { readonly id: string; readonly displayName: string }
  /** Memory only: the message in the 202. */
  readonly message?: string
  /** Memory only: whether the 202 has `operationId` and `createdAt`. */
  readonly namesOperation?: boolean
}

/** Starts the operation and answers 202 with `Operation-Id`, `Location` and `Retry-After`. */
export function accept(context: Context, undertaking: Undertaking): Answer {
  const { account, api, course, ids, now, origin, settings } = context
  const operation: Operation = {
    id: ids.next('proc_job', now),
    api,
    createdAt: now,
    settlesAt: now + course.takesMs,
    course,
    effect: undertaking.effect,
    related: undertaking.related ?? null,
    result: undertaking.result ?? null,
    claim: undertaking.claim ?? null,
    status: 'PENDING',
    completedAt: null,
    error: null,
  }
  account.operations.start(operation)
  const statusUrl = `${origin}${operationPath(operation)}`
  const shown = course.related === 'both' || course.related === 'accepted'
  return {
    status: 202,
    headers: {
      'Operation-Id': operation.id,
      Location: statusUrl,
      ...(settings.retryAfterSeconds !== null && { 'Retry-After': String(settings.retryAfterSeconds) }),
    },
    body:
      api === 'memory'
        ? {
            message: undertaking.message ?? 'The request was accepted.',
            ...(undertaking.namesOperation && {
              operationId: operation.id,
              createdAt: new Date(now).toISOString(),
            }),
            statusUrl,
          }
        : { statusUrl, related: shown ? operation.related : null },
  }
}

const OPERATION_ID = /^proc_job_[0-7][0-9a-z]{25}$/

/** GET an operation of the Conversations API. */
export const getOperation: CallHandler = (context) => read(context, 20_404)

/** GET an operation of the Memory API: 400 / 520051 for a malformed ID, 404 / 520052 for an unknown one. */
export const getMemoryOperation: CallHandler = (context) => {
  const id = pathId(context)
  if (!OPERATION_ID.test(id)) throw new ApiFailure(400, 520_051, 'This is not the ID of an operation.')
  return read(context, 520_052)
}

function read(context: Context, missingCode: number) {
  const { account, api, now, origin, settings } = context
  const operation = account.operations.read(pathId(context), now)
  // Each API serves only its own operations.
  if (!operation || operation.api !== api) throw new ApiFailure(404, missingCode, 'No such operation.')
  const { pollRetryAfter, retryAfterSeconds } = settings
  const paced = pollRetryAfter === 'both' || (pollRetryAfter === 'memory' && api === 'memory')
  const waits = operation.status === 'PENDING' && paced && retryAfterSeconds !== null
  return {
    status: 200,
    headers: {
      ...(api === 'memory' && { 'Operation-Id': operation.id }),
      ...(waits && { 'Retry-After': String(retryAfterSeconds) }),
    },
    body: operationBody(operation, settings, origin, now),
  }
}
