import {
  azureDialect,
  defineDialect,
  googleDialect,
  jobDialect,
  locationDialect,
  readProblemDetails,
  statusUrlDialect,
} from 'react-accepted/client'
import type { CancelRule, Dialect, ProblemReader, Reading } from 'react-accepted/client'

import { isRecord } from '../../contracts/contract.ts'

/** How an application would describe one API. */
export interface Description {
  readonly dialect: Dialect
  /** Where the API begins, if not at the root. */
  readonly basePath?: string
  readonly operationPath?: string
  readonly readProblem?: ProblemReader
  readonly cancel?: CancelRule
}

/** HTTP statuses, a URL in the body, and a reason at its top: an example of a dialect of one's own. */
const snowflakeDialect = defineDialect({
  name: 'snowflake',
  readAcceptance: ({ status, body }) => (status <= 202 ? readStatement(status, body) : undefined),
  readOperation: ({ status, body }) => (status === 404 ? undefined : readStatement(status, body)),
})

const STATES: Readonly<Record<number, Reading['status']>> = {
  200: 'COMPLETED',
  202: 'PENDING',
  408: 'CANCELLED',
  422: 'FAILED',
}

function readStatement(status: number, body: unknown): Reading {
  const { statementStatusUrl, code, message, data } = isRecord(body) ? body : {}
  const isOwnCancel = code === '000604'
  return {
    status: isOwnCancel ? 'CANCELLED' : STATES[status],
    statusUrl: String(statementStatusUrl),
    result: data,
    problem: { title: String(message), code: String(code), fields: [] },
  }
}

function readCounts(job: unknown): number | undefined {
  const counts = isRecord(job) ? job['request_counts'] : undefined
  const { total, completed, failed } = isRecord(counts) ? counts : {}
  return Number(total) > 0 ? ((Number(completed) + Number(failed)) / Number(total)) * 100 : undefined
}

function toRows(job: unknown): string | undefined {
  const id = isRecord(job) ? job['id'] : undefined
  return typeof id === 'string' ? `/services/data/v62.0/jobs/query/${id}/results` : undefined
}

const twilio = { dialect: statusUrlDialect, readProblem: readProblemDetails }
const azure = { dialect: azureDialect }
const dataPlane = { dialect: azureDialect, cancel: { suffix: ':cancel' } }
const location = { dialect: locationDialect }
const batches = {
  dialect: jobDialect({
    words: { expired: 'FAILED' },
    error: 'errors.data',
    progress: readCounts,
    resourceId: 'output_file_id',
    cancel: { suffix: '/cancel' },
  }),
  operationPath: '/v1/batches/{operationId}',
}
const responses = {
  dialect: jobDialect({ words: { incomplete: 'FAILED' }, result: 'output', cancel: { suffix: '/cancel' } }),
  operationPath: '/v1/responses/{operationId}',
}
const replicate = {
  dialect: jobDialect({ statusUrl: 'urls.get', cancelUrl: 'urls.cancel', result: 'output' }),
}
const databricks = {
  dialect: jobDialect({
    id: 'statement_id',
    status: 'status.state',
    error: 'status.error',
    result: 'result.data_array',
    words: { CLOSED: 'COMPLETED' },
    cancel: { suffix: '/cancel' },
  }),
  operationPath: '/api/2.0/sql/statements/{operationId}',
}

/** By the name of the contract. */
export const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  'Twilio Orchestrator': twilio,
  'Twilio Memory': twilio,
  'Twilio Knowledge': twilio,
  'Twilio Webhooks rules': { dialect: jobDialect({ resourceId: 'resourceId' }) },
  'Twilio Voice transcriptions': twilio,
  'Twilio Insights query jobs': {
    dialect: jobDialect({ statusUrl: 'statusUrl', resourceId: 'resultId', resultUrl: 'resultUrl' }),
  },
  'Twilio Comms messages': { dialect: jobDialect({ statusUrl: 'operationLocation', result: 'stats' }) },
  'Azure Resource Manager, PUT with a status header': azure,
  'Azure Resource Manager, POST with a status header': azure,
  'Azure Resource Manager, Location of a POST': azure,
  'Azure Resource Manager, Location of a DELETE': azure,
  'Azure data plane, POST': dataPlane,
  'Azure data plane, PUT': dataPlane,
  'Microsoft Graph, driveItem copy': {
    dialect: jobDialect({ progress: 'percentageComplete', resourceId: 'resourceId' }),
  },
  'Microsoft Graph, stepwise': {
    dialect: jobDialect({ progress: 'percentComplete', resultUrl: 'resourceLocation' }),
  },
  'Microsoft Graph, Teams': {
    dialect: jobDialect({ resourceId: 'targetResourceId', resultUrl: 'targetResourceLocation' }),
  },
  'Google AIP-151': { dialect: googleDialect, basePath: '/v1' },
  'OpenAI batches': batches,
  'OpenAI batches, expired': batches,
  'OpenAI responses, background': responses,
  'OpenAI responses, incomplete': responses,
  Replicate: replicate,
  'Replicate, respond-async': replicate,
  'Replicate, wait': replicate,
  'Replicate, aborted': replicate,
  'Adobe Firefly v3': {
    dialect: jobDialect({
      statusUrl: 'statusUrl',
      progress: 'progress',
      cancelUrl: 'cancelUrl',
      cancel: { method: 'PUT' },
    }),
  },
  'Adobe PDF Services': {
    dialect: jobDialect({ resourceId: 'asset.assetID', resultUrl: 'asset.downloadUri' }),
  },
  'Snowflake SQL': { dialect: snowflakeDialect, cancel: { suffix: '/cancel' } },
  'Databricks statements': databricks,
  'Databricks statements, closed': databricks,
  'Salesforce Bulk 2.0': {
    dialect: jobDialect({
      status: 'state',
      words: { JobComplete: 'COMPLETED' },
      error: 'errorMessage',
      resultUrl: toRows,
      cancel: { method: 'PATCH', body: { state: 'Aborted' } },
    }),
    operationPath: '/services/data/v62.0/jobs/query/{operationId}',
  },
  'GitHub SARIF upload': {
    dialect: jobDialect({
      statusUrl: 'url',
      status: 'processing_status',
      error: 'errors',
      resultUrl: 'analyses_url',
    }),
  },
  'Durable Functions': {
    dialect: jobDialect({
      status: 'runtimeStatus',
      words: { Terminated: 'CANCELLED' },
      error: 'output',
      result: 'output',
      // `terminatePostUri` is a template with a reason, which is optional.
      cancel: { suffix: '/terminate' },
    }),
  },
  'JSON:API asynchronous processing': location,
  'Location, 202 until a 303': location,
  'Location, 202 until a 200': location,
  'Location, 200 until a 302': location,
}
