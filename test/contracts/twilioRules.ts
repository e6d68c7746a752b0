import type { Contract, ContractOptions, JsonObject } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import type { Operation, Step } from './operations.ts'
import { duringPolls, openContract, toContent, toPercent, toRetryAfter, toRunningWord } from './operations.ts'
import { refuse, UUID_V7 } from './twilio.ts'

const RULES = '/v1/Webhooks/Rules'
const OPERATIONS = '/v1/Webhooks/Operations'
const RULE_WORDS = ['PENDING', 'RUNNING']
const toRule = (operationId: string) => `webhooks_rule_01k9w3c8tq5ehx2m7b4yd6nz${operationId.slice(-1)}`

function toOperation({ origin }: ContractOptions, { id }: Operation, { state, at }: Step): JsonObject {
  const isRunning = state === 'running'
  return {
    id,
    statusUrl: `${origin}${OPERATIONS}/${id}`,
    status: isRunning ? toRunningWord(RULE_WORDS, at) : state.toUpperCase(),
    resourceId: toRule(id),
    createdAt: STARTED_AT,
    ...(!isRunning && { completedAt: ENDED_AT }),
    ...(state === 'failed' && {
      error: { code: 59100, title: 'Not propagated', detail: 'Region au1 refused it.' },
    }),
    retentionPeriod: 'P7D',
  }
}

/** The 202 names the operation in headers. There is a list, for a client that has lost its Operation-Id. */
// https://www.twilio.com/docs/usage/webhooks/webhook-operations
export const twilioRules: Contract = {
  name: 'Twilio Webhooks rules',
  submit: {
    method: 'POST',
    path: RULES,
    body: { matchType: 'PREFIX_MATCH', prefix: 'https://harbor.example/', settings: [] },
  },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(RULE_WORDS, at)),
      completed: 'COMPLETED',
      failed: 'FAILED',
      cancelled: 'CANCELLED',
    },
    resourceId: toRule('1'),
    ...(options.ending === 'failed' && {
      problem: { code: 59100, title: 'Not propagated', detail: 'Region au1 refused it.' },
    }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `webhooks_operation_01k9w3c8r4kz7v1nd5q0gymb8${number}` },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^${RULES}$`),
          answer(request) {
            const key = request.headers.get('idempotency-key')
            if (key !== null && !UUID_V7.test(key)) return refuse(400, 'Idempotency-Key must be a UUIDv7')
            const operation = operations.begin({ key, content: toContent(request) })
            if (!operation) return refuse(422, 'This key was used for another body')
            const headers = {
              'operation-id': operation.id,
              location: `${options.origin}${OPERATIONS}/${operation.id}`,
              ...toRetryAfter(options, 30),
            }
            return { status: 202, headers, body: toOperation(options, operation, operation.begun()) }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${OPERATIONS}$`),
          answer(_, { query }) {
            const status = query.get('status')
            const resourceId = query.get('resourceId')
            const found = operations
              .all()
              .map((one) => toOperation(options, one, one.look()))
              .filter((one) => status === null || one['status'] === status)
              .filter((one) => resourceId === null || one['resourceId'] === resourceId)
              .toReversed()
            const meta = { key: 'operations', pageSize: found.length }
            return { status: 200, body: { operations: found, meta } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${OPERATIONS}/(\\w+)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            return operation && { status: 200, body: toOperation(options, operation, operation.ask()) }
          },
        },
      ],
    ),
}

const MESSAGES = '/v1/Messages'
const MESSAGE_WORDS = ['SCHEDULED', 'PROCESSING']

function toStats({ state, at }: Step, options: ContractOptions): JsonObject {
  const delivered = state === 'running' ? toPercent(at, options) : state === 'completed' ? 98 : 0
  const failed = state === 'completed' ? 2 : 0
  const canceled = state === 'cancelled' ? 100 : 0
  const queued = 100 - delivered - failed - canceled
  return { total: 100, recipients: 100, attempts: delivered + failed, queued, delivered, failed, canceled }
}

/** No `FAILED`: an operation whose messages all failed is COMPLETED, and its `stats` say so. */
// https://www.twilio.com/docs/bulk-messaging/api/operation-resource
export const twilioMessages: Contract = {
  name: 'Twilio Comms messages',
  submit: {
    method: 'POST',
    path: MESSAGES,
    body: { to: [{ address: '+15555550142' }], content: { text: 'Hi' } },
  },
  endings: ['completed', 'cancelled'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(MESSAGE_WORDS, at)),
      completed: 'COMPLETED',
      cancelled: 'CANCELED',
    },
    ...(options.ending === 'completed' && { result: toStats({ state: 'completed', at: 0 }, options) }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `comms_operation_01h9krwprkeee8fzqspvwy6nq${number}` },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^${MESSAGES}$`),
          answer() {
            const operationId = operations.begin()?.id ?? ''
            const operationLocation = `${options.origin}${MESSAGES}/Operations/${operationId}`
            return { status: 202, body: { operationId, operationLocation } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${MESSAGES}/Operations/(\\w+)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const step = operation.ask()
            const word = step.state === 'cancelled' ? 'CANCELED' : step.state.toUpperCase()
            const status = step.state === 'running' ? toRunningWord(MESSAGE_WORDS, step.at) : word
            const stats = toStats(step, options)
            return { status: 200, body: { id, status, stats, createdAt: STARTED_AT, updatedAt: ENDED_AT } }
          },
        },
      ],
    ),
}
