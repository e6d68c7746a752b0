import type { Contract, ContractOptions, JsonObject } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import type { Operation, Step } from './operations.ts'
import { duringPolls, openContract, toContent, toPercent } from './operations.ts'

const PARENT = 'projects/harbor/locations/europe-west1'
const BOOK = { name: `${PARENT}/books/les-miserables`, title: 'Les Misérables' }
const TYPE = 'type.googleapis.com/google.example.library.v1'
const FAILURE = { code: 9, message: 'The shelf is full.', details: [] }
const CANCELLATION = { code: 1, message: 'The operation was cancelled.', details: [] }

/**
 * An `Operation` in ProtoJSON, which may leave out `done: false`: the submission and every other poll do so here.
 *
 * https://github.com/googleapis/googleapis/blob/master/google/longrunning/operations.proto
 * https://protobuf.dev/programming-guides/json
 */
function toOperation({ id }: Operation, { state, at }: Step, options: ContractOptions): JsonObject {
  const isRunning = state === 'running'
  const metadata = {
    '@type': `${TYPE}.OperationMetadata`,
    createTime: STARTED_AT,
    progressPercent: isRunning ? (at < 0 ? 0 : toPercent(at, options)) : 100,
    ...(!isRunning && { endTime: ENDED_AT }),
  }
  return {
    name: id,
    metadata,
    ...(isRunning ? at % 2 === 0 && { done: false } : { done: true }),
    ...(state === 'completed' && { response: { '@type': `${TYPE}.Book`, ...BOOK } }),
    ...(state === 'failed' && { error: FAILURE }),
    ...(state === 'cancelled' && { error: CANCELLATION }),
  }
}

// https://google.aip.dev/151
// https://google.aip.dev/155
export const googleOperations: Contract = {
  name: 'Google AIP-151',
  submit: { method: 'POST', path: `/v1/${PARENT}/books?bookId=les-miserables`, body: { title: BOOK.title } },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: ['completed', 'failed', 'cancelled'],
  canMoveUrl: false,
  canCancel: true,
  statusAt: undefined,
  expected: (options) => ({
    rawWords: { running: [] },
    progress: duringPolls(options, (at) => toPercent(at, options)),
    ...(options.ending === 'completed' && {
      result: { '@type': `${TYPE}.Book`, ...BOOK },
      resourceId: BOOK.name,
    }),
    ...(options.ending === 'failed' && { problem: { code: FAILURE.code, detail: FAILURE.message } }),
    ...(options.ending === 'cancelled' && {
      problem: { code: CANCELLATION.code, detail: CANCELLATION.message },
    }),
  }),
  open: (options) =>
    openContract(
      options,
      {
        endingsAtOnce: ['completed', 'failed', 'cancelled'],
        idOf: (number) => `${PARENT}/operations/operation-17369334000${number}`,
      },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^/v1/${PARENT}/books$`),
          answer(request, { query }) {
            const key = query.get('requestId')
            const operation = operations.begin({ key, content: toContent(request) })
            if (operation) return { status: 200, body: toOperation(operation, operation.begun(), options) }
            const message = 'request_id was used for another request'
            return { status: 400, body: { error: { code: 400, message, status: 'INVALID_ARGUMENT' } } }
          },
        },
        {
          // The name has slashes, which stay slashes.
          method: 'GET',
          path: /^\/v1\/(projects\/.+\/operations\/[\w-]+)$/,
          answer(_, { id }) {
            const operation = operations.find(id)
            return operation && { status: 200, body: toOperation(operation, operation.ask(), options) }
          },
        },
        {
          method: 'POST',
          path: /^\/v1\/(projects\/.+\/operations\/[\w-]+):cancel$/,
          answer(_, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            operation.cancel()
            return { status: 200, body: {} }
          },
        },
      ],
    ),
}
