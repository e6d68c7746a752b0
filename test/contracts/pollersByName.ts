import type { Poller } from './pollers.ts'
import { inBody, inHeader, pick, toProblem, toState } from './pollers.ts'
import {
  readTwilio,
  readAzureStatus,
  readByStatus,
  readRedirect,
  doneAtOnce,
  readAtOnce,
  readGoogle,
  readBatch,
  readResponse,
  readPrediction,
  readSnowflake,
  readDatabricks,
  readDurable,
  readGraph,
  TWILIO,
  readAzureResult,
} from './readers.ts'

const replicate: Poller = {
  atOnce: readAtOnce(readPrediction),
  where: inBody('urls.get'),
  read: readPrediction,
}
const batches: Poller = {
  where: ({ body }, url) => `${url}/v1/batches/${String(pick(body, 'id'))}`,
  read: readBatch,
}
const responses: Poller = {
  where: ({ body }, url) => `${url}/v1/responses/${String(pick(body, 'id'))}`,
  read: readResponse,
}
const databricks: Poller = {
  atOnce: readAtOnce(readDatabricks),
  where: ({ body }, url) => `${url}/api/2.0/sql/statements/${String(pick(body, 'statement_id'))}`,
  read: readDatabricks,
}
const DOCK =
  '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/harbor/providers/Microsoft.Harbor/docks/north'

/** Written from the table, not from the servers: what is read here must be there. */
export const pollersByName: Readonly<Record<string, Poller>> = {
  'Twilio Orchestrator': {
    where: inBody('statusUrl'),
    read: readTwilio('error.detail', 'error.title', 'related.configurationId'),
  },
  'Twilio Memory': {
    where: inHeader('location'),
    read: readTwilio('error.detail', 'error.title', 'result.id'),
  },
  'Twilio Knowledge': {
    where: inBody('statusUrl'),
    read: (answer) => ({
      ...readTwilio('error.detail', 'error.title', 'result.id')(answer),
      result: pick(answer.body, 'result'),
    }),
  },
  'Twilio Webhooks rules': {
    where: inHeader('location'),
    read: (answer) => ({
      ...readTwilio('error.detail', 'error.title', 'resourceId')(answer),
      resourceId: pick(answer.body, 'resourceId'),
    }),
  },
  'Twilio Voice transcriptions': {
    where: inBody('statusUrl'),
    read: readTwilio('error.detail', 'error.title', 'transcription.id'),
  },
  'Twilio Insights query jobs': {
    where: inBody('statusUrl'),
    read: readTwilio('error.message', 'none', 'resultId'),
  },
  'Twilio Comms messages': {
    where: inBody('operationLocation'),
    read: ({ body }) => {
      const word = pick(body, 'status')
      const state = toState(word, TWILIO)
      return { state, word, ...(state === 'completed' && { result: pick(body, 'stats') }) }
    },
  },
  'Azure Resource Manager, PUT with a status header': {
    atOnce: (first) =>
      pick(first.body, 'properties.provisioningState') === 'Succeeded'
        ? { state: 'completed', result: first.body }
        : undefined,
    where: inHeader('azure-asyncoperation'),
    read: (answer, url) => readAzureStatus(answer, `${url}${DOCK}?api-version=2024-05-01`),
  },
  'Azure Resource Manager, POST with a status header': {
    atOnce: doneAtOnce(200),
    where: inHeader('azure-asyncoperation'),
    read: (answer, url, first) => readAzureStatus(answer, inHeader('location')(first, url)),
  },
  'Azure Resource Manager, Location of a POST': {
    atOnce: doneAtOnce(200),
    where: inHeader('location'),
    read: readByStatus,
  },
  'Azure Resource Manager, Location of a DELETE': {
    atOnce: doneAtOnce(204),
    where: inHeader('location'),
    read: readByStatus,
  },
  'Azure data plane, POST': {
    atOnce: readAtOnce(readAzureResult),
    where: inHeader('operation-location'),
    read: readAzureResult,
  },
  'Azure data plane, PUT': {
    where: inHeader('operation-location'),
    read: (answer, url) => readAzureStatus(answer, `${url}/harbor/docks/north?api-version=2024-05-01`),
  },
  'Microsoft Graph, driveItem copy': {
    where: inHeader('location'),
    read: readGraph({ resource: 'resourceId', link: 'none' }),
  },
  'Microsoft Graph, stepwise': {
    where: inHeader('location'),
    read: readGraph({ resource: 'none', link: 'resourceLocation' }),
  },
  'Microsoft Graph, Teams': {
    where: inHeader('location'),
    read: readGraph({ resource: 'targetResourceId', link: 'targetResourceLocation' }),
  },
  'Google AIP-151': {
    atOnce: readAtOnce(readGoogle),
    where: ({ body }, url) => `${url}/v1/${String(pick(body, 'name'))}`,
    read: readGoogle,
  },
  'OpenAI batches': batches,
  'OpenAI batches, expired': batches,
  'OpenAI responses, background': responses,
  'OpenAI responses, incomplete': responses,
  Replicate: replicate,
  'Replicate, respond-async': replicate,
  'Replicate, wait': replicate,
  'Replicate, aborted': replicate,
  'Adobe Firefly v3': {
    where: inBody('statusUrl'),
    read: ({ body }) => {
      const word = pick(body, 'status')
      const state = toState(word, { succeeded: 'completed', failed: 'failed', cancelled: 'cancelled' })
      const problem = state === 'failed' ? toProblem(body, 'error_code', 'message') : undefined
      return { state, word, progress: pick(body, 'progress'), result: pick(body, 'result'), problem }
    },
  },
  'Adobe PDF Services': {
    where: inHeader('location'),
    read: ({ body }) => {
      const word = pick(body, 'status')
      const state = toState(word, { done: 'completed', failed: 'failed' })
      const problem = state === 'failed' ? toProblem(body, 'error.code', 'error.message') : undefined
      const resultLink = pick(body, 'asset.downloadUri')
      return { state, word, resultLink, resourceId: pick(body, 'asset.assetID'), problem }
    },
  },
  'Snowflake SQL': {
    atOnce: readAtOnce(readSnowflake),
    where: inBody('statementStatusUrl'),
    read: readSnowflake,
  },
  'Databricks statements': databricks,
  'Databricks statements, closed': databricks,
  'Salesforce Bulk 2.0': {
    where: ({ body }, url) => `${url}/services/data/v62.0/jobs/query/${String(pick(body, 'id'))}`,
    read: ({ body }) => {
      const word = pick(body, 'state')
      const state = toState(word, { JobComplete: 'completed', Failed: 'failed', Aborted: 'cancelled' })
      return { state, word, ...(state === 'failed' && { problem: { detail: pick(body, 'errorMessage') } }) }
    },
  },
  'GitHub SARIF upload': {
    where: inBody('url'),
    read: ({ body }) => {
      const word = pick(body, 'processing_status')
      const state = toState(word, { complete: 'completed', failed: 'failed' })
      const link = pick(body, 'analyses_url')
      return {
        state,
        word,
        ...(typeof link === 'string' && { resultLink: link, resultAt: link }),
        ...(state === 'failed' && { problem: { detail: pick(body, 'errors.0') } }),
      }
    },
  },
  'Durable Functions': { where: inHeader('location'), read: readDurable },
  'JSON:API asynchronous processing': {
    atOnce: (first) =>
      first.status === 201
        ? { state: 'completed', result: first.body, resourceId: pick(first.body, 'data.id') }
        : undefined,
    where: inHeader('content-location'),
    read: (answer, url) => ({
      ...readRedirect('data.attributes.status')(answer, url),
      resourceId: answer.headers.get('location')?.replace(/.*\//, ''),
    }),
  },
  'Location, 202 until a 303': { atOnce: doneAtOnce(200), where: inHeader('location'), read: readRedirect() },
  'Location, 200 until a 302': {
    atOnce: doneAtOnce(200),
    where: inHeader('location'),
    read: readRedirect('status'),
  },
  'Location, 202 until a 200': {
    atOnce: doneAtOnce(200),
    where: inHeader('location'),
    read: (answer, url) =>
      answer.status === 200 ? { state: 'completed', result: answer.body } : readRedirect()(answer, url),
  },
}

export function findPoller(name: string): Poller {
  const found = pollersByName[name]
  if (!found) throw new Error(`There is no poller for ${name}`)
  return found
}
