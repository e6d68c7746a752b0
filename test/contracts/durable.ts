import type { Contract, ContractAnswer, ContractOptions } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import type { Operation, Place, Route } from './operations.ts'
import { duringPolls, openContract, toContent, toPercent, toRetryAfter, toRunningWord } from './operations.ts'

const INSTANCES = '/runtime/webhooks/durabletask/instances'
const ORCHESTRATORS = '/runtime/webhooks/durabletask/orchestrators/LoadShips'
const QUERY = 'taskHub=HarborHub&connection=Storage&code=k3y-_X4a%3D%3D'
const KEY = 'k3y-_X4a=='
const WORDS = ['Pending', 'Running']
const OUTPUT = ['Loaded north', 'Loaded south']
const FAILURE = "Orchestrator function 'LoadShips' failed: The crane is stuck."
const REASON = 'The harbor master said so.'

/** The key is in the query of every URL. Without it, nothing is answered. */
function needsKey(route: Route): Route {
  return {
    ...route,
    answer: (request, place) =>
      place.query.get('code') === KEY ? route.answer(request, place) : { status: 401 },
  }
}

function toStatusUrl({ origin }: ContractOptions, id: string): string {
  return `${origin}${INSTANCES}/${id}?${QUERY}`
}

function accept(options: ContractOptions, id: string): ContractAnswer {
  const base = `${options.origin}${INSTANCES}/${id}`
  const body = {
    id,
    purgeHistoryDeleteUri: toStatusUrl(options, id),
    sendEventPostUri: `${base}/raiseEvent/{eventName}?${QUERY}`,
    statusQueryGetUri: toStatusUrl(options, id),
    terminatePostUri: `${base}/terminate?reason={text}&${QUERY}`,
    suspendPostUri: `${base}/suspend?reason={text}&${QUERY}`,
    resumePostUri: `${base}/resume?reason={text}&${QUERY}`,
  }
  return { status: 202, headers: { location: toStatusUrl(options, id), ...toRetryAfter(options, 10) }, body }
}

/** 202 with `Location` and `Retry-After` while running; 200 in the end, even if it failed. */
function tell(options: ContractOptions, operation: Operation, reason: string | undefined): ContractAnswer {
  const { state, at } = operation.ask()
  const name = { completed: 'Completed', failed: 'Failed', cancelled: 'Terminated' }
  const output = { completed: OUTPUT, failed: FAILURE, cancelled: reason ?? REASON }
  const isRunning = state === 'running' || state === 'cancelling'
  const body = {
    name: 'LoadShips',
    instanceId: operation.id,
    runtimeStatus: isRunning ? toRunningWord(WORDS, at) : name[state],
    input: { ships: 2 },
    customStatus: isRunning ? { percent: toPercent(at, options) } : null,
    output: isRunning ? null : output[state],
    createdTime: STARTED_AT,
    lastUpdatedTime: isRunning ? STARTED_AT : ENDED_AT,
  }
  if (!isRunning) return { status: 200, body }
  const headers = { location: toStatusUrl(options, operation.id), ...toRetryAfter(options, 5) }
  return { status: 202, headers, body }
}

// https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-http-api
// https://github.com/Azure/azure-functions-durable-extension/blob/dev/src/WebJobs.Extensions.DurableTask/HttpApiHandler.cs
export const durableFunctions: Contract = {
  name: 'Durable Functions',
  submit: { method: 'POST', path: `${ORCHESTRATORS}?${QUERY}`, body: { ships: 2 } },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: true,
  statusAt: ['runtimeStatus'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(WORDS, at)),
      completed: 'Completed',
      failed: 'Failed',
      cancelled: 'Terminated',
    },
    ...(options.ending === 'completed' && { result: OUTPUT }),
    ...(options.ending === 'failed' && { problem: { detail: FAILURE } }),
    ...(options.ending === 'cancelled' && { problem: { detail: REASON } }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `34ce9a28a6834d8492ce6a295f1a80e${number}` },
      (operations) => {
        const reasons = new Map<Operation, string>()
        const routes: Route[] = [
          {
            method: 'POST',
            path: new RegExp(`^${ORCHESTRATORS}$`),
            answer() {
              const operation = operations.begin()
              return operation && accept(options, operation.id)
            },
          },
          {
            // The client may choose the ID of the instance. A second one with it gets 409 while the first one runs.
            method: 'POST',
            path: new RegExp(`^${ORCHESTRATORS}/([\\w-]+)$`),
            answer(request, { id = '' }: Place) {
              if (operations.find(id))
                return { status: 409, body: { Message: `Instance ${id} already exists.` } }
              const operation = operations.begin({ key: id, content: toContent(request) }, id)
              return operation && accept(options, operation.id)
            },
          },
          {
            method: 'GET',
            path: new RegExp(`^${INSTANCES}/([\\w-]+)$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              return operation && tell(options, operation, reasons.get(operation))
            },
          },
          {
            // 410 if it has ended.
            method: 'POST',
            path: new RegExp(`^${INSTANCES}/([\\w-]+)/terminate$`),
            answer(_, { id, query }) {
              const operation = operations.find(id)
              if (!operation) return undefined
              if (!operation.cancel()) return { status: 410 }
              reasons.set(operation, query.get('reason') ?? '')
              return { status: 202 }
            },
          },
        ]
        return routes.map(needsKey)
      },
    ),
}
