import type { Contract, ContractAnswer, ContractOptions, JsonObject } from './contract.ts'
import type { Operation, Route, Step } from './operations.ts'
import { duringPolls, openContract, toRunningWord } from './operations.ts'

const ROWS = [
  ['north', '17'],
  ['south', '4'],
]
const SNOWFLAKE = '/api/v2/statements'
const COMPILATION = { code: '000904', detail: "SQL compilation error: invalid identifier 'DOK'" }
const TIMEOUT = {
  code: '000630',
  detail: 'Statement reached its statement or warehouse timeout of 60 second(s) and was canceled.',
}

/** The HTTP status says how it stands. The code at the top of the body is there in every state. */
function tellStatement({ id }: Operation, { state }: Step, isOwnCancel: boolean): ContractAnswer {
  const names = { statementHandle: id, statementStatusUrl: `${SNOWFLAKE}/${id}` }
  if (state === 'completed') {
    const rowType = [
      { name: 'DOCK', type: 'text', nullable: false },
      { name: 'SHIPS', type: 'fixed', nullable: false },
    ]
    const body = {
      resultSetMetaData: { numRows: 2, format: 'jsonv2', partitionInfo: [{ rowCount: 2 }], rowType },
      data: ROWS,
      code: '090001',
      sqlState: '00000',
      message: 'Statement executed successfully.',
      createdOn: 1768469400000,
      ...names,
    }
    return { status: 200, body }
  }
  if (state === 'failed')
    return {
      status: 422,
      body: { code: COMPILATION.code, message: COMPILATION.detail, sqlState: '42000', ...names },
    }
  if (state === 'cancelled' && isOwnCancel)
    return {
      status: 422,
      body: { code: '000604', message: 'SQL execution canceled', sqlState: '57014', ...names },
    }
  if (state === 'cancelled')
    return { status: 408, body: { code: TIMEOUT.code, message: TIMEOUT.detail, sqlState: '57014', ...names } }
  const message =
    'Asynchronous execution in progress. Use provided query id to perform query monitoring and management.'
  return { status: 202, body: { code: '333334', message, ...names } }
}

/** A statement that ran out of time ends with 408, one that the client cancelled with 422 and code 000604. */
// https://docs.snowflake.com/en/developer-guide/sql-api/handling-responses
export const snowflake: Contract = {
  name: 'Snowflake SQL',
  submit: {
    method: 'POST',
    path: `${SNOWFLAKE}?requestId=ea7b46ed-bdc1-8c32-d593-764fcad64e83&async=true`,
    body: { statement: 'select dock, count(*) from ships group by dock', timeout: 60, warehouse: 'HARBOR' },
  },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: ['completed'],
  canMoveUrl: false,
  canCancel: true,
  statusAt: undefined,
  expected: ({ ending }) => ({
    rawWords: { running: [] },
    ...(ending === 'completed' && { result: ROWS }),
    ...(ending === 'failed' && { problem: COMPILATION }),
    ...(ending === 'cancelled' && { problem: TIMEOUT }),
  }),
  open: (options) =>
    openContract(
      options,
      {
        endingsAtOnce: ['completed'],
        idOf: (number) => `019c06a4-0000-df4f-0000-00100006589${number}`,
      },
      (operations) => {
        const cancelled = new Set<Operation>()
        const byRequestId = new Map<string, Operation>()
        const routes: Route[] = [
          {
            method: 'POST',
            path: new RegExp(`^${SNOWFLAKE}$`),
            answer(_, { query }) {
              // The ID alone does not make it the same request: `retry=true` does.
              const requestId = query.get('requestId') ?? ''
              const earlier = query.get('retry') === 'true' ? byRequestId.get(requestId) : undefined
              const operation = earlier ?? operations.begin()
              if (operation && requestId !== '') byRequestId.set(requestId, operation)
              return operation && tellStatement(operation, operation.begun(), false)
            },
          },
          {
            method: 'GET',
            path: new RegExp(`^${SNOWFLAKE}/([\\w-]+)$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              return operation && tellStatement(operation, operation.ask(), cancelled.has(operation))
            },
          },
          {
            method: 'POST',
            path: new RegExp(`^${SNOWFLAKE}/([\\w-]+)/cancel$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              if (!operation) return undefined
              const names = {
                statementHandle: operation.id,
                statementStatusUrl: `${SNOWFLAKE}/${operation.id}`,
              }
              if (!operation.cancel())
                return {
                  status: 422,
                  body: { code: '000709', message: 'Statement is not running', ...names },
                }
              cancelled.add(operation)
              const message = 'successfully canceled'
              return { status: 200, body: { code: '000604', sqlState: '57014', message, ...names } }
            },
          },
        ]
        return routes
      },
    ),
}

const DATABRICKS = '/api/2.0/sql/statements'
const STATES = ['PENDING', 'RUNNING']
const FAILURE = {
  error_code: 'BAD_REQUEST',
  message: '[UNRESOLVED_COLUMN] A column with name `dok` cannot be resolved.',
}

function toStatement({ id }: Operation, { state, at }: Step, completedWord: string): JsonObject {
  const name = { completed: completedWord, failed: 'FAILED', cancelled: 'CANCELED' }
  const isRunning = state === 'running' || state === 'cancelling'
  const status = {
    state: isRunning ? toRunningWord(STATES, at) : name[state],
    ...(state === 'failed' && { error: FAILURE, sql_state: '42703' }),
  }
  const hasResult = state === 'completed' && completedWord === 'SUCCEEDED'
  return {
    statement_id: id,
    status,
    ...(hasResult && {
      manifest: { format: 'JSON_ARRAY', total_chunk_count: 1, total_row_count: 2, truncated: false },
      result: { chunk_index: 0, row_offset: 0, row_count: 2, data_array: ROWS },
    }),
  }
}

function expectStatement(options: ContractOptions, completedWord: string) {
  const { ending } = options
  return {
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(STATES, at)),
      completed: completedWord,
      failed: 'FAILED',
      cancelled: 'CANCELED',
    },
    ...(ending === 'completed' && completedWord === 'SUCCEEDED' && { result: ROWS }),
    ...(ending === 'failed' && { problem: { code: FAILURE.error_code, detail: FAILURE.message } }),
  }
}

// https://docs.databricks.com/api/statement-execution/v1/get-statement-result
function createDatabricks(name: string, completedWord: 'SUCCEEDED' | 'CLOSED'): Contract {
  const endings = ['completed', 'failed', 'cancelled'] as const
  return {
    name,
    submit: {
      method: 'POST',
      path: DATABRICKS,
      body: {
        statement: 'select dock, count(*) from ships group by dock',
        warehouse_id: 'abc',
        wait_timeout: '0s',
      },
    },
    endings,
    endingsAtOnce: endings,
    canMoveUrl: false,
    canCancel: true,
    statusAt: ['status', 'state'],
    expected: (options) => expectStatement(options, completedWord),
    open: (options) =>
      openContract(
        options,
        { endingsAtOnce: endings, idOf: (number) => `01eef5da-c56e-1f36-bafa-21906587d6b${number}` },
        (operations) => [
          {
            method: 'POST',
            path: new RegExp(`^${DATABRICKS}$`),
            answer() {
              const operation = operations.begin()
              return (
                operation && { status: 200, body: toStatement(operation, operation.begun(), completedWord) }
              )
            },
          },
          {
            method: 'GET',
            path: new RegExp(`^${DATABRICKS}/([\\w-]+)$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              return (
                operation && { status: 200, body: toStatement(operation, operation.ask(), completedWord) }
              )
            },
          },
          {
            // Says nothing of the statement. A poll does.
            method: 'POST',
            path: new RegExp(`^${DATABRICKS}/([\\w-]+)/cancel$`),
            answer(_, { id }) {
              const operation = operations.find(id)
              operation?.cancel()
              return operation && { status: 200, body: {} }
            },
          },
        ],
      ),
  }
}

export const databricks = createDatabricks('Databricks statements', 'SUCCEEDED')
/** It succeeded, and its result is no longer there. */
export const databricksClosed = createDatabricks('Databricks statements, closed', 'CLOSED')
