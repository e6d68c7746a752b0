import { ApiFailure } from './ApiFailure.ts'
import { pathId, type CallHandler, type Context } from './Context.ts'
import { operationBody } from './operationBody.ts'

const OPERATION_ID = /^proc_job_[0-7][0-9a-z]{25}$/

/** GET an operation of the Conversations API. */
export const getOperation: CallHandler = (context) => read(context, 20_404)

/** GET an operation of the Memory API: 400 / 520051 for an ID of another shape, 404 / 520052 for one that is not there. */
export const getMemoryOperation: CallHandler = (context) => {
  const id = pathId(context)
  if (!OPERATION_ID.test(id)) throw new ApiFailure(400, 520_051, 'This is not the ID of an operation.')
  return read(context, 520_052)
}

function read(context: Context, missingCode: number) {
  const { account, api, now, origin, settings } = context
  const operation = account.operations.read(pathId(context), now)
  // Each API serves its own operations only.
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
