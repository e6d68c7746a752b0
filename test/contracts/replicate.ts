import type { Contract, ContractOptions, JsonObject } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import type { Operation, Step } from './operations.ts'
import { duringPolls, openContract, toRunningWord } from './operations.ts'

const PREDICTIONS = '/v1/predictions'
const PREDICTION_WORDS = ['starting', 'processing']
const IMAGES = ['https://replicate.delivery/yhqm/otter-0.png']

function toPrediction(
  { id }: Operation,
  step: Step,
  { origin }: ContractOptions,
  cancelledWord: string,
): JsonObject {
  const { state, at } = step
  const name = { completed: 'succeeded', failed: 'failed', cancelled: cancelledWord }
  const isRunning = state === 'running' || state === 'cancelling'
  return {
    id,
    model: 'harbor/otter',
    version: 'hidden',
    input: { prompt: 'an otter' },
    logs: '',
    output: state === 'completed' ? IMAGES : null,
    error: state === 'failed' ? 'Prompt outside the rules' : null,
    status: isRunning ? toRunningWord(PREDICTION_WORDS, at) : name[state],
    created_at: STARTED_AT,
    ...(!isRunning && { completed_at: ENDED_AT }),
    urls: { get: `${origin}${PREDICTIONS}/${id}`, cancel: `${origin}${PREDICTIONS}/${id}/cancel` },
  }
}

/** 201 as a rule; 202 if the client wanted to wait, or not to wait, and it is still running. */
// https://replicate.com/docs/topics/predictions/create-a-prediction
// https://github.com/replicate/replicate-javascript/blob/main/index.d.ts
function createReplicate(
  name: string,
  prefer: string | undefined,
  cancelledWord: 'canceled' | 'aborted',
): Contract {
  const waits = prefer === 'wait'
  const endingsAtOnce = waits ? (['completed', 'failed'] as const) : []
  return {
    name,
    submit: {
      method: 'POST',
      path: PREDICTIONS,
      ...(prefer !== undefined && { headers: { prefer } }),
      body: { version: 'harbor/otter', input: { prompt: 'an otter' } },
    },
    endings: ['completed', 'failed', 'cancelled'],
    endingsAtOnce,
    canMoveUrl: false,
    canCancel: true,
    statusAt: ['status'],
    expected: (options) => ({
      rawWords: {
        running: duringPolls(options, (at) => toRunningWord(PREDICTION_WORDS, at)),
        completed: 'succeeded',
        failed: 'failed',
        cancelled: cancelledWord,
      },
      ...(options.ending === 'completed' && { result: IMAGES }),
      ...(options.ending === 'failed' && { problem: { detail: 'Prompt outside the rules' } }),
    }),
    open: (options) =>
      openContract(
        options,
        { endingsAtOnce, idOf: (number) => `gm3qorzdhgbfurvjtvhg6dck${number}` },
        (operations) => [
          {
            method: 'POST',
            path: new RegExp(`^${PREDICTIONS}$`),
            answer({ headers }) {
              const operation = operations.begin()
              if (!operation) return undefined
              const step = operation.begun()
              const isEarly =
                step.state === 'running' && /wait|respond-async/.test(headers.get('prefer') ?? '')
              return {
                status: isEarly ? 202 : 201,
                body: toPrediction(operation, step, options, cancelledWord),
              }
            },
          },
          {
            method: 'GET',
            path: new RegExp(`^${PREDICTIONS}/(\\w+)$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              return (
                operation && {
                  status: 200,
                  body: toPrediction(operation, operation.ask(), options, cancelledWord),
                }
              )
            },
          },
          {
            method: 'POST',
            path: new RegExp(`^${PREDICTIONS}/(\\w+)/cancel$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              operation?.cancel()
              return (
                operation && {
                  status: 200,
                  body: toPrediction(operation, operation.look(), options, cancelledWord),
                }
              )
            },
          },
        ],
      ),
  }
}

export const replicate = createReplicate('Replicate', undefined, 'canceled')
export const replicateAsync = createReplicate('Replicate, respond-async', 'respond-async', 'canceled')
export const replicateWaiting = createReplicate('Replicate, wait', 'wait', 'canceled')
/** Ended before it began. */
export const replicateAborted = createReplicate('Replicate, aborted', undefined, 'aborted')
