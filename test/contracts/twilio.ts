import type { Contract, ContractAnswer, ContractOptions, JsonObject, Submission } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import type { Operation, Step } from './operations.ts'
import { duringPolls, openContract, toContent, toRetryAfter, toRunningWord } from './operations.ts'

/** One of Twilio's APIs with PENDING, RUNNING, COMPLETED, FAILED and CANCELLED. */
interface TwilioApi {
  readonly name: string
  readonly submit: Submission
  /** Ends where the ID begins. */
  readonly operations: string
  /** Sends Operation-Id and Location too. */
  readonly namesInHeaders: boolean
  readonly sendsRetryAfter: boolean
  /** `undefined` if the API takes no Idempotency-Key. */
  readonly keys: RegExp | undefined
  readonly accepted: (operationId: string, statusUrl: string) => JsonObject
  /** In every poll, depending on how it stands. */
  readonly fields: (state: Step['state'], origin: string) => JsonObject
  readonly resourceId: string
  /** Path of the result, if there is a link to it. */
  readonly resultPath?: string
  /** What is at the end of that link, or in the field `result`. */
  readonly result?: JsonObject
  readonly error: JsonObject
  readonly problem: { readonly title?: string; readonly detail?: string; readonly code?: number }
}

const WORDS = ['PENDING', 'RUNNING']
const JOB = 'proc_job_01k9w3c8r4kz7v1nd5q0gymb8'
const ANY_KEY = /./
export const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** The answer to a key that the API does not take, or that was used for something else. */
export function refuse(status: number, message: string): ContractAnswer {
  return { status, body: { code: status === 400 ? 20001 : 17534, message, more_info: '', status } }
}

function createContract(api: TwilioApi): Contract {
  const toStatusUrl = ({ origin }: ContractOptions, id: string) => `${origin}${api.operations}${id}`
  const { resultPath, result } = api

  function accept(options: ContractOptions, { id }: Operation): ContractAnswer {
    const statusUrl = toStatusUrl(options, id)
    const headers = {
      ...(api.namesInHeaders && { 'operation-id': id, location: statusUrl }),
      ...(api.sendsRetryAfter && toRetryAfter(options, 5)),
    }
    return { status: 202, headers, body: api.accepted(id, statusUrl) }
  }

  function tell(options: ContractOptions, { id, ask }: Operation): ContractAnswer {
    const { state, at } = ask()
    const isRunning = state === 'running'
    const body = {
      operationId: id,
      status: isRunning ? toRunningWord(WORDS, at) : state.toUpperCase(),
      createdAt: STARTED_AT,
      statusUrl: toStatusUrl(options, id),
      ...(!isRunning && { completedAt: ENDED_AT }),
      ...(state === 'failed' && { error: api.error }),
      ...api.fields(state, options.origin),
    }
    return { status: 200, headers: api.sendsRetryAfter && isRunning ? toRetryAfter(options, 5) : {}, body }
  }

  return {
    name: api.name,
    submit: api.submit,
    endings: ['completed', 'failed', 'cancelled'],
    endingsAtOnce: [],
    canMoveUrl: false,
    canCancel: false,
    statusAt: ['status'],
    expected: (options) => ({
      rawWords: {
        running: duringPolls(options, (at) => toRunningWord(WORDS, at)),
        completed: 'COMPLETED',
        failed: 'FAILED',
        cancelled: 'CANCELLED',
      },
      ...(options.ending === 'completed' && {
        resourceId: api.resourceId,
        ...(result && { result }),
        ...(resultPath && { resultLink: `${options.origin}${resultPath}` }),
      }),
      ...(options.ending === 'failed' && { problem: api.problem }),
    }),
    open: (options) =>
      openContract(options, { endingsAtOnce: [], idOf: (number) => `${JOB}${number}` }, (operations) => [
        {
          method: api.submit.method,
          path: new RegExp(`^${api.submit.path}$`),
          answer(request) {
            const key = request.headers.get('idempotency-key')
            if (key !== null && api.keys?.test(key) === false)
              return refuse(400, 'Idempotency-Key must be a UUIDv7')
            const operation = operations.begin(api.keys && { key, content: toContent(request) })
            return operation ? accept(options, operation) : refuse(422, 'This key was used for another body')
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${api.operations}(proc_job_\\w+)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            return operation && tell(options, operation)
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${resultPath ?? 'none'}$`),
          // There is nothing before the end.
          answer: () =>
            operations.all().some((one) => one.look().state === 'completed')
              ? { status: 200, body: result }
              : undefined,
        },
      ]),
  }
}

const CONFIGURATION = 'conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'

// https://www.twilio.com/docs/api/conversations/v2/Operation
export const twilioOrchestrator = createContract({
  name: 'Twilio Orchestrator',
  submit: { method: 'POST', path: '/v2/ControlPlane/Configurations', body: { displayName: 'Harbor' } },
  operations: '/v2/ControlPlane/Operations/',
  namesInHeaders: true,
  sendsRetryAfter: true,
  keys: ANY_KEY,
  accepted: (_, statusUrl) => ({ statusUrl, related: { configurationId: CONFIGURATION } }),
  fields: (state) => ({
    ...(state === 'running' && { completedAt: null }),
    ...(state !== 'failed' && { error: null }),
    related: state === 'failed' || state === 'cancelled' ? null : { configurationId: CONFIGURATION },
  }),
  resourceId: CONFIGURATION,
  error: {
    type: 'https://www.twilio.com/docs/errors/20001',
    title: 'Bad request',
    status: 400,
    detail: 'The memory store could not be used.',
  },
  problem: { title: 'Bad request', detail: 'The memory store could not be used.' },
})

const STORE = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const STORE_PATH = `/v1/ControlPlane/Stores/${STORE}`

// https://raw.githubusercontent.com/api-evangelist/twilio/refs/heads/main/openapi/twilio-operations-api-openapi.yml
export const twilioMemory = createContract({
  name: 'Twilio Memory',
  submit: { method: 'POST', path: '/v1/ControlPlane/Stores', body: { displayName: 'harbor-memory' } },
  operations: '/v1/ControlPlane/Operations/',
  namesInHeaders: true,
  sendsRetryAfter: true,
  keys: undefined,
  accepted: (_, statusUrl) => ({ message: 'The store will be created shortly.', statusUrl }),
  fields: (state, origin) =>
    state === 'completed'
      ? { result: { type: 'RESOURCE_ID', id: STORE }, resultUrl: `${origin}${STORE_PATH}` }
      : {},
  resourceId: STORE,
  resultPath: STORE_PATH,
  result: { id: STORE, displayName: 'harbor-memory', status: 'ACTIVE', version: 1 },
  error: {
    type: 'https://www.twilio.com/docs/api/errors/520045',
    title: 'Display name already used',
    code: 520045,
    detail: 'Another store in this account is called harbor-memory.',
  },
  problem: {
    title: 'Display name already used',
    code: 520045,
    detail: 'Another store in this account is called harbor-memory.',
  },
})

const KNOWLEDGE_BASE = 'know_knowledgebase_01k9w3b5x8m2q7d4t6zrh0ncye'

// https://www.twilio.com/docs/api/knowledge/v2/knowledge-bases/create-knowledge-base
// https://raw.githubusercontent.com/api-evangelist/twilio/refs/heads/main/openapi/twilio-operations-api-openapi.yml
export const twilioKnowledge = createContract({
  name: 'Twilio Knowledge',
  submit: { method: 'POST', path: '/v2/ControlPlane/KnowledgeBases', body: { displayName: 'Tide tables' } },
  operations: '/v2/ControlPlane/Operations/',
  namesInHeaders: true,
  sendsRetryAfter: true,
  keys: undefined,
  accepted: (_, statusUrl) => ({ message: 'The knowledge base will be created.', statusUrl }),
  fields: (state) => (state === 'completed' ? { result: { type: 'RESOURCE_ID', id: KNOWLEDGE_BASE } } : {}),
  resourceId: KNOWLEDGE_BASE,
  result: { type: 'RESOURCE_ID', id: KNOWLEDGE_BASE },
  error: { type: 'about:blank', title: 'Conflict', code: 420009, detail: 'Tide tables is in use.' },
  problem: { title: 'Conflict', code: 420009, detail: 'Tide tables is in use.' },
})

const TRANSCRIPTION = 'voice_transcription_01k9w3rm8e2d5h7q4x9zt6vncb'

// The shape is that of the models of twilio@6.3.1. That the status is below the path of the POST is in
// https://www.twilio.com/en-us/changelog/v3-batch-transcription-configuration-api
export const twilioTranscriptions = createContract({
  name: 'Twilio Voice transcriptions',
  submit: { method: 'POST', path: '/v3/Transcriptions', body: { sourceId: 'RE01k9w3' } },
  operations: '/v3/Transcriptions/',
  namesInHeaders: false,
  sendsRetryAfter: true,
  keys: ANY_KEY,
  accepted: (_, statusUrl) => ({ status: 'PENDING', statusUrl, transcription: { id: TRANSCRIPTION } }),
  fields: (state) => (state === 'failed' ? {} : { transcription: { id: TRANSCRIPTION } }),
  resourceId: TRANSCRIPTION,
  error: { code: 13520, title: 'No speech', detail: 'The recording is silent.' },
  problem: { code: 13520, title: 'No speech', detail: 'The recording is silent.' },
})

const QUERIES = '/v3/InsightsDomains/Conversations/QueryJobs'

// https://www.twilio.com/docs/api/insights/v3/twilio-insights-async/fetch-query-job-status
export const twilioInsights = createContract({
  name: 'Twilio Insights query jobs',
  submit: { method: 'POST', path: QUERIES, body: { measures: ['Conversations.count'] } },
  operations: `${QUERIES}/`,
  namesInHeaders: false,
  sendsRetryAfter: false,
  keys: UUID_V7,
  accepted: (operationId, statusUrl) => ({
    operationId,
    status: 'PENDING',
    statusUrl,
    createdAt: STARTED_AT,
  }),
  fields: (state, origin) =>
    state === 'completed'
      ? { resultUrl: `${origin}${QUERIES}/${JOB}1/Results`, resultId: 'insights_result_01k9w4' }
      : {},
  resourceId: 'insights_result_01k9w4',
  resultPath: `${QUERIES}/${JOB}1/Results`,
  result: {
    domain: 'Conversations',
    items: [{ 'Conversations.count': 17 }],
    meta: { key: 'items', pageSize: 1 },
  },
  error: { code: 90004, message: 'The query took too long.', httpStatusCode: 504 },
  problem: { code: 90004, detail: 'The query took too long.' },
})
