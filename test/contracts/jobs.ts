import type { Contract, JsonObject } from './contract.ts'
import { isRecord } from './contract.ts'
import type { Operation, Step } from './operations.ts'
import { duringPolls, openContract, toRunningWord } from './operations.ts'

const QUERIES = '/services/data/v62.0/jobs/query'
const JOB_STATES = ['UploadComplete', 'InProgress']

function toJob({ id }: Operation, { state, at }: Step): JsonObject {
  const name = { completed: 'JobComplete', failed: 'Failed', cancelled: 'Aborted' }
  const isRunning = state === 'running' || state === 'cancelling'
  return {
    id,
    operation: 'query',
    object: 'Account',
    createdById: '005R0000000GiwjIAC',
    createdDate: '2026-01-15T09:30:00.000+0000',
    systemModstamp: '2026-01-15T09:31:00.000+0000',
    state: isRunning ? toRunningWord(JOB_STATES, at) : name[state],
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: 62,
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    ...(state === 'completed' && { numberRecordsProcessed: 2 }),
    ...(state === 'failed' && { errorMessage: 'MALFORMED_QUERY: unexpected token' }),
  }
}

/** The result is CSV at `…/results`, which no answer names. */
// https://developer.salesforce.com/docs/platform/api-asynch/guide/query-abort-job.html
// https://developer.salesforce.com/docs/platform/api-asynch/guide/bulk-api-2-job-states.html
export const salesforce: Contract = {
  name: 'Salesforce Bulk 2.0',
  submit: {
    method: 'POST',
    path: QUERIES,
    body: { operation: 'query', query: 'SELECT Id, Name FROM Account' },
  },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: true,
  statusAt: ['state'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(JOB_STATES, at)),
      completed: 'JobComplete',
      failed: 'Failed',
      cancelled: 'Aborted',
    },
    ...(options.ending === 'failed' && { problem: { detail: 'MALFORMED_QUERY: unexpected token' } }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `750R000000146Uv${number}AI` },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^${QUERIES}$`),
          answer() {
            const operation = operations.begin()
            return operation && { status: 200, body: toJob(operation, operation.begun()) }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${QUERIES}/(\\w+)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            return operation && { status: 200, body: toJob(operation, operation.ask()) }
          },
        },
        {
          method: 'PATCH',
          path: new RegExp(`^${QUERIES}/(\\w+)$`),
          answer({ body }, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const message = 'This job cannot be aborted.'
            if (!isRecord(body) || body['state'] !== 'Aborted' || !operation.cancel())
              return { status: 400, body: [{ errorCode: 'INVALIDJOBSTATE', message }] }
            return { status: 200, body: toJob(operation, operation.look()) }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${QUERIES}/(\\w+)/results$`),
          answer(_, { id }) {
            if (operations.find(id)?.look().state !== 'completed') return undefined
            const headers = {
              'content-type': 'text/csv',
              'sforce-locator': 'null',
              'sforce-numberofrecords': '2',
            }
            return { status: 200, headers, text: '"Id","Name"\n"001R1","North"\n"001R2","South"\n' }
          },
        },
      ],
    ),
}

const SCANNING = '/repos/harbor/desk/code-scanning'
const ANALYSES = [
  { ref: 'refs/heads/main', id: 201, results_count: 17, sarif_id: '47177e22-5596-11eb-80a1-c1e54ef945c1' },
]

// https://docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data
export const githubSarif: Contract = {
  name: 'GitHub SARIF upload',
  submit: {
    method: 'POST',
    path: `${SCANNING}/sarifs`,
    body: { commit_sha: '4b6472', ref: 'refs/heads/main', sarif: 'H4sI' },
  },
  endings: ['completed', 'failed'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['processing_status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, () => 'pending'),
      completed: 'complete',
      failed: 'failed',
    },
    ...(options.ending === 'completed' && {
      resultLink: `${options.origin}${SCANNING}/analyses?sarif_id=47177e22-5596-11eb-80a1-c1e54ef945c1`,
      result: ANALYSES,
    }),
    ...(options.ending === 'failed' && {
      problem: { detail: 'rejecting SARIF, as there are more runs than allowed' },
    }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `47177e22-5596-11eb-80a1-c1e54ef945c${number}` },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^${SCANNING}/sarifs$`),
          answer() {
            const id = operations.begin()?.id ?? ''
            return { status: 202, body: { id, url: `${options.origin}${SCANNING}/sarifs/${id}` } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${SCANNING}/sarifs/([\\w-]+)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const { state } = operation.ask()
            if (state === 'completed') {
              const analysesUrl = `${options.origin}${SCANNING}/analyses?sarif_id=${id}`
              return { status: 200, body: { processing_status: 'complete', analyses_url: analysesUrl } }
            }
            const errors = ['rejecting SARIF, as there are more runs than allowed']
            if (state === 'failed') return { status: 200, body: { processing_status: 'failed', errors } }
            return { status: 200, body: { processing_status: 'pending' } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${SCANNING}/analyses$`),
          answer: (_, { query }) => ({ status: 200, body: query.has('sarif_id') ? ANALYSES : [] }),
        },
      ],
    ),
}
