import { needsVersion } from './azureLocation.ts'
import type { Contract, ContractAnswer, ContractOptions, Expected, JsonObject } from './contract.ts'
import type { Operation, Operations, Route, Step } from './operations.ts'
import { duringPolls, openContract, toContent, toRetryAfter, toRunningWord } from './operations.ts'

const DOCK = '/harbor/docks/north'
const OPERATIONS = '/harbor/operations'
const VERSION = 'api-version=2024-05-01'
const WORDS = ['NotStarted', 'Running']
const SURVEY = { depth: 12.5, berths: ['N1', 'N2'] }
const FAILURE = { code: 'DockInUse', message: 'A ship is still in the dock.', target: 'north' }

const idOf = (number: number) => `22ab2c1f-9f3e-4d6a-8b77-f5a8d2d1c70${number}`

/** The status monitor. `result` is there for an action only, not for a PUT. */
function toMonitor({ id }: Operation, { state, at }: Step, result: unknown): JsonObject {
  const name = { completed: 'Succeeded', failed: 'Failed', cancelled: 'Canceled' }
  const isRunning = state === 'running' || state === 'cancelling'
  return {
    id,
    status: isRunning ? toRunningWord(WORDS, at) : name[state],
    ...(state === 'completed' && result !== undefined && { result }),
    ...(state === 'failed' && { error: FAILURE }),
  }
}

function toOperationLocation({ origin }: ContractOptions, id: string): string {
  return `${origin}${OPERATIONS}/${id}?${VERSION}`
}

function expectWords(options: ContractOptions, result: unknown): Expected {
  return {
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(WORDS, at)),
      completed: 'Succeeded',
      failed: 'Failed',
      cancelled: 'Canceled',
    },
    ...(options.ending === 'completed' && { result }),
    ...(options.ending === 'failed' && { problem: { code: FAILURE.code, detail: FAILURE.message } }),
  }
}

/** The client may choose the ID of the operation. The same ID with another request gets 400. */
function accept(
  operations: Operations,
  request: Parameters<Route['answer']>[0],
  toAnswer: (operation: Operation) => ContractAnswer,
): ContractAnswer {
  const chosen = request.headers.get('operation-id') ?? undefined
  const operation = chosen
    ? operations.begin({ key: chosen, content: toContent(request) }, chosen)
    : operations.begin()
  const error = { code: 'OperationIdInUse', message: 'This Operation-Id belongs to another request.' }
  return operation ? toAnswer(operation) : { status: 400, body: { error } }
}

function toMonitorRoutes(options: ContractOptions, operations: Operations, result: unknown): Route[] {
  return [
    {
      method: 'GET',
      path: new RegExp(`^${OPERATIONS}/([\\w-]+)$`),
      answer(_, { id }) {
        const operation = operations.find(id)
        if (!operation) return undefined
        const step = operation.ask()
        const headers = step.state === 'running' ? toRetryAfter(options, 10) : {}
        return { status: 200, headers, body: toMonitor(operation, step, result) }
      },
    },
    {
      // A service may have this. The guidelines do not say how.
      method: 'POST',
      path: new RegExp(`^${OPERATIONS}/([\\w-]+):cancel$`),
      answer(_, { id }) {
        const operation = operations.find(id)
        if (!operation) return undefined
        if (!operation.cancel())
          return { status: 409, body: { error: { code: 'Ended', message: 'Too late.' } } }
        return { status: 202, headers: { 'operation-location': toOperationLocation(options, operation.id) } }
      },
    },
  ]
}

/** 202 with the operation itself, even if it has ended. */
// https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#long-running-operations--jobs
export const azureDataAction: Contract = {
  name: 'Azure data plane, POST',
  submit: { method: 'POST', path: `${DOCK}:survey?${VERSION}`, body: { detail: 'full' } },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: ['completed', 'failed', 'cancelled'],
  canMoveUrl: false,
  canCancel: true,
  statusAt: ['status'],
  expected: (options) => expectWords(options, SURVEY),
  open: (options) =>
    openContract(options, { endingsAtOnce: ['completed', 'failed', 'cancelled'], idOf }, (operations) => {
      const submit: Route = {
        method: 'POST',
        path: new RegExp(`^${DOCK}:survey$`),
        answer: (request) =>
          accept(operations, request, (operation) => {
            const headers = {
              'operation-location': toOperationLocation(options, operation.id),
              ...toRetryAfter(options, 10),
            }
            return { status: 202, headers, body: toMonitor(operation, operation.begun(), SURVEY) }
          }),
      }
      return [submit, ...toMonitorRoutes(options, operations, SURVEY)].map(needsVersion)
    }),
}

/** 201 with the resource. More work follows, and the operation has no `result`. */
// https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#put-operation-with-additional-long-running-processing
export const azureDataPut: Contract = {
  name: 'Azure data plane, PUT',
  submit: { method: 'PUT', path: `${DOCK}?${VERSION}`, body: { berths: 2 } },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: true,
  statusAt: ['status'],
  expected: (options) => expectWords(options, { id: 'north', berths: 2 }),
  open: (options) =>
    openContract(options, { endingsAtOnce: [], idOf }, (operations) => {
      const dock = { id: 'north', berths: 2 }
      const routes: Route[] = [
        {
          method: 'PUT',
          path: new RegExp(`^${DOCK}$`),
          answer: (request) =>
            accept(operations, request, ({ id }) => ({
              status: 201,
              headers: { 'operation-id': id, 'operation-location': toOperationLocation(options, id) },
              body: dock,
            })),
        },
        {
          method: 'GET',
          path: new RegExp(`^${DOCK}$`),
          answer: () => (operations.all().length > 0 ? { status: 200, body: dock } : undefined),
        },
      ]
      return [...routes, ...toMonitorRoutes(options, operations, undefined)].map(needsVersion)
    }),
}
