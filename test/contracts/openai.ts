import type { Contract, ContractOptions, JsonObject } from './contract.ts'
import type { Operation, Step } from './operations.ts'
import { duringPolls, openContract, toPercent, toRunningWord } from './operations.ts'

/** Epoch seconds, not milliseconds. */
const CREATED_AT = 1768469400
const OUTPUT_FILE = 'file-cvaTdG'

/** `validating`, then `in_progress`, and `finalizing` before the end. */
function toBatchWord({ state, at }: Step, { polls }: ContractOptions, failedWord: string): string {
  if (state === 'running')
    return at < 0 ? 'validating' : at === polls - 1 && at > 0 ? 'finalizing' : 'in_progress'
  return state === 'failed' ? failedWord : state
}

function toBatch({ id }: Operation, step: Step, options: ContractOptions, failedWord: string): JsonObject {
  const { state, at } = step
  const isValidated = (state === 'running' && at >= 0) || state === 'completed'
  const completed = state === 'completed' ? 98 : state === 'running' ? toPercent(at, options) : 0
  const error = { code: 'invalid_json_line', message: 'Line 3 is not valid JSON.', param: null, line: 3 }
  const hasOutput = state === 'completed' || (state === 'failed' && failedWord === 'expired')
  return {
    id,
    object: 'batch',
    endpoint: '/v1/chat/completions',
    errors: state === 'failed' && failedWord === 'failed' ? { object: 'list', data: [error] } : null,
    input_file_id: 'file-abc123',
    completion_window: '24h',
    status: toBatchWord(step, options, failedWord),
    output_file_id: hasOutput ? OUTPUT_FILE : null,
    error_file_id: null,
    created_at: CREATED_AT,
    expires_at: CREATED_AT + 86_400,
    completed_at: state === 'completed' ? CREATED_AT + 60 : null,
    cancelling_at: state === 'cancelling' || state === 'cancelled' ? CREATED_AT + 30 : null,
    cancelled_at: state === 'cancelled' ? CREATED_AT + 60 : null,
    // A batch that is being validated has no requests yet: 0 of 0.
    request_counts: isValidated
      ? { total: 100, completed, failed: state === 'completed' ? 2 : 0 }
      : { total: 0, completed: 0, failed: 0 },
    metadata: null,
  }
}

// https://developers.openai.com/api/reference/resources/batches
function createBatches(name: string, failedWord: 'failed' | 'expired'): Contract {
  return {
    name,
    submit: {
      method: 'POST',
      path: '/v1/batches',
      body: { input_file_id: 'file-abc123', endpoint: '/v1/chat/completions', completion_window: '24h' },
    },
    endings: ['completed', 'failed', 'cancelled'],
    endingsAtOnce: [],
    canMoveUrl: false,
    canCancel: true,
    statusAt: ['status'],
    expected: (options) => ({
      rawWords: {
        running: duringPolls(options, (at) => toBatchWord({ state: 'running', at }, options, failedWord)),
        completed: 'completed',
        failed: failedWord,
        cancelled: 'cancelled',
      },
      progress: duringPolls(options, (at) => toPercent(at, options)),
      ...((options.ending === 'completed' || (options.ending === 'failed' && failedWord === 'expired')) && {
        resourceId: OUTPUT_FILE,
      }),
      ...(options.ending === 'failed' &&
        failedWord === 'failed' && {
          problem: { code: 'invalid_json_line', detail: 'Line 3 is not valid JSON.' },
        }),
    }),
    open: (options) =>
      openContract(
        options,
        { endingsAtOnce: [], idOf: (number) => `batch_abc12${number}`, saysCancelling: true },
        (operations) => [
          {
            method: 'POST',
            path: /^\/v1\/batches$/,
            answer() {
              const operation = operations.begin()
              return (
                operation && { status: 200, body: toBatch(operation, operation.begun(), options, failedWord) }
              )
            },
          },
          {
            method: 'GET',
            path: /^\/v1\/batches\/(\w+)$/,
            answer(_, { id }) {
              const operation = operations.find(id)
              return (
                operation && { status: 200, body: toBatch(operation, operation.ask(), options, failedWord) }
              )
            },
          },
          {
            method: 'POST',
            path: /^\/v1\/batches\/(\w+)\/cancel$/,
            answer(_, { id }) {
              const operation = operations.find(id)
              if (!operation) return undefined
              const message = 'Cannot cancel a batch with status completed.'
              if (!operation.cancel())
                return { status: 409, body: { error: { message, type: 'invalid_request_error' } } }
              return { status: 200, body: toBatch(operation, operation.look(), options, failedWord) }
            },
          },
        ],
      ),
  }
}

export const openaiBatches = createBatches('OpenAI batches', 'failed')
/** It ran out of time. What was done is in the output file. */
export const openaiBatchesExpired = createBatches('OpenAI batches, expired', 'expired')

const RESPONSE_WORDS = ['queued', 'in_progress']
const OUTPUT = [
  {
    type: 'message',
    id: 'msg_67ccd2bf17f0',
    status: 'completed',
    role: 'assistant',
    content: [{ type: 'output_text', text: 'Otters dock at noon.', annotations: [] }],
  },
]

function toResponse({ id }: Operation, { state, at }: Step, failedWord: string): JsonObject {
  const word = state === 'failed' ? failedWord : state
  const error = { code: 'server_error', message: 'The model failed to generate a response.' }
  return {
    id,
    object: 'response',
    created_at: CREATED_AT,
    status: state === 'running' ? toRunningWord(RESPONSE_WORDS, at) : word,
    background: true,
    error: word === 'failed' ? error : null,
    incomplete_details: word === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    model: 'gpt-5.2',
    output: state === 'completed' || word === 'incomplete' ? OUTPUT : [],
  }
}

// https://developers.openai.com/docs/guides/background
// https://developers.openai.com/api/reference/resources/responses/methods/cancel
function createResponses(name: string, failedWord: 'failed' | 'incomplete'): Contract {
  const problem =
    failedWord === 'failed'
      ? { code: 'server_error', detail: 'The model failed to generate a response.' }
      : { code: 'max_output_tokens' }
  return {
    name,
    submit: {
      method: 'POST',
      path: '/v1/responses',
      body: { model: 'gpt-5.2', input: 'When do otters dock?', background: true },
    },
    endings: ['completed', 'failed', 'cancelled'],
    endingsAtOnce: [],
    canMoveUrl: false,
    canCancel: true,
    statusAt: ['status'],
    expected: (options) => ({
      rawWords: {
        running: duringPolls(options, (at) => toRunningWord(RESPONSE_WORDS, at)),
        completed: 'completed',
        failed: failedWord,
        cancelled: 'cancelled',
      },
      ...(options.ending === 'completed' && { result: OUTPUT }),
      ...(options.ending === 'failed' && { problem }),
    }),
    open: (options) =>
      openContract(
        options,
        { endingsAtOnce: [], idOf: (number) => `resp_67ccd2bed1e${number}` },
        (operations) => [
          {
            method: 'POST',
            path: /^\/v1\/responses$/,
            answer() {
              const operation = operations.begin()
              return operation && { status: 200, body: toResponse(operation, operation.begun(), failedWord) }
            },
          },
          {
            method: 'GET',
            path: /^\/v1\/responses\/(\w+)$/,
            answer(_, { id }) {
              const operation = operations.find(id)
              return operation && { status: 200, body: toResponse(operation, operation.ask(), failedWord) }
            },
          },
          {
            // Twice does no harm: the answer is the response as it is.
            method: 'POST',
            path: /^\/v1\/responses\/(\w+)\/cancel$/,
            answer(_, { id }) {
              const operation = operations.find(id)
              operation?.cancel()
              return operation && { status: 200, body: toResponse(operation, operation.look(), failedWord) }
            },
          },
        ],
      ),
  }
}

export const openaiResponses = createResponses('OpenAI responses, background', 'failed')
/** It ran into a limit. There is a part of the output. */
export const openaiResponsesIncomplete = createResponses('OpenAI responses, incomplete', 'incomplete')
