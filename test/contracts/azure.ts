import {
  CANCELLATION,
  DOCK,
  FAILURE,
  needsVersion,
  PROVIDER,
  RESULT_PATH,
  SURVEY,
  tellResult,
  toResultUrl,
  TRAITS,
  VERSION,
} from './azureLocation.ts'
import type { Contract, ContractAnswer, ContractOptions, Expected, JsonObject } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import type { Operation, Place, Route } from './operations.ts'
import { duringPolls, openContract, toPercent, toRetryAfter } from './operations.ts'

function toDock(provisioningState: string): JsonObject {
  const type = 'Microsoft.Harbor/docks'
  return {
    id: DOCK,
    name: 'north',
    type,
    location: 'westeurope',
    properties: { provisioningState, berths: 2 },
  }
}

function toStatusUrl({ origin }: ContractOptions, id: string): string {
  return `${origin}${PROVIDER}/operationStatuses/${id}?${VERSION}&t=638727126000000000&s=Rz0-_k~1`
}

const STATUS_PATH = new RegExp(`^${PROVIDER}/operationStatuses/([\\w-]+)$`)

/** What `Azure-AsyncOperation` leads to: always 200. */
function tellStatus(options: ContractOptions, operation: Operation): ContractAnswer {
  const { id } = operation
  const { state, at } = operation.ask()
  const name = { completed: 'Succeeded', failed: 'Failed', cancelled: 'Canceled' }
  const isRunning = state === 'running' || state === 'cancelling'
  const body = {
    id: `${PROVIDER}/operationStatuses/${id}`,
    name: id,
    status: isRunning ? 'InProgress' : name[state],
    startTime: STARTED_AT,
    ...(isRunning ? { percentComplete: toPercent(at, options) } : { endTime: ENDED_AT }),
    ...(state === 'failed' && { error: FAILURE }),
    ...(state === 'cancelled' && { error: CANCELLATION }),
  }
  return { status: 200, headers: isRunning ? toRetryAfter(options, 15) : {}, body }
}

function expectStatusWords(options: ContractOptions, result: unknown): Expected {
  return {
    rawWords: {
      running: duringPolls(options, () => 'InProgress'),
      completed: 'Succeeded',
      failed: 'Failed',
      cancelled: 'Canceled',
    },
    progress: duringPolls(options, (at) => toPercent(at, options)),
    ...(options.ending === 'completed' && { result }),
    ...(options.ending === 'failed' && { problem: { code: FAILURE.code, detail: FAILURE.message } }),
    ...(options.ending === 'cancelled' && {
      problem: { code: CANCELLATION.code, detail: CANCELLATION.message },
    }),
  }
}

/** 201 with the resource. The result is the resource itself, read again in the end. */
// https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations
export const azurePut: Contract = {
  name: 'Azure Resource Manager, PUT with a status header',
  submit: { method: 'PUT', path: `${DOCK}?${VERSION}`, body: { location: 'westeurope' } },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: TRAITS.endingsAtOnce,
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => expectStatusWords(options, toDock('Succeeded')),
  open: (options) =>
    openContract(options, TRAITS, (operations) => {
      const states = { completed: 'Succeeded', failed: 'Failed', cancelled: 'Canceled' }
      const routes: Route[] = [
        {
          method: 'PUT',
          path: new RegExp(`^${DOCK}$`),
          answer() {
            const operation = operations.begin()
            if (!operation) return undefined
            if (operation.begun().state === 'completed') return { status: 201, body: toDock('Succeeded') }
            const headers = {
              'azure-asyncoperation': toStatusUrl(options, operation.id),
              ...toRetryAfter(options, 15),
            }
            return { status: 201, headers, body: toDock('Creating') }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${DOCK}$`),
          answer() {
            const state = operations.all().at(-1)?.look().state
            if (!state) return undefined
            const isRunning = state === 'running' || state === 'cancelling'
            return { status: 200, body: toDock(isRunning ? 'Creating' : states[state]) }
          },
        },
        toStatusRoute(options, operations.find),
      ]
      return routes.map(needsVersion)
    }),
}

/** 202 with both headers. `Location` has the result in the end. */
// https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations
export const azurePost: Contract = {
  name: 'Azure Resource Manager, POST with a status header',
  submit: { method: 'POST', path: `${DOCK}/survey?${VERSION}` },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: TRAITS.endingsAtOnce,
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => expectStatusWords(options, SURVEY),
  open: (options) =>
    openContract(options, TRAITS, (operations) => {
      const routes: Route[] = [
        {
          method: 'POST',
          path: new RegExp(`^${DOCK}/survey$`),
          answer() {
            const operation = operations.begin()
            if (!operation) return undefined
            if (operation.begun().state === 'completed') return { status: 200, body: SURVEY }
            const headers = {
              'azure-asyncoperation': toStatusUrl(options, operation.id),
              location: toResultUrl(options, operation.id),
              ...toRetryAfter(options, 15),
            }
            return { status: 202, headers }
          },
        },
        toStatusRoute(options, operations.find),
        {
          method: 'GET',
          path: RESULT_PATH,
          answer(_, { id }) {
            const operation = operations.find(id)
            return operation && tellResult(options, operation, operation.look().state, 0, SURVEY)
          },
        },
      ]
      return routes.map(needsVersion)
    }),
}

function toStatusRoute(
  options: ContractOptions,
  find: (id: string | undefined) => Operation | undefined,
): Route {
  return {
    method: 'GET',
    path: STATUS_PATH,
    answer(_: unknown, { id }: Place) {
      const operation = find(id)
      return operation && tellStatus(options, operation)
    },
  }
}
