import type { OperationsProxyOptions, OperationsRoute } from 'react-accepted/server'

import type { ServedContract } from '../../contracts/serve.ts'

type Settings = Pick<OperationsProxyOptions, 'routes' | 'credentials'> & Partial<OperationsProxyOptions>

const create = (path: string, more: Partial<OperationsRoute> = {}): OperationsRoute => ({
  action: 'create',
  method: 'POST',
  path,
  ...more,
})
const status = (path: string, more: Partial<OperationsRoute> = {}): OperationsRoute => ({
  action: 'status',
  method: 'GET',
  path,
  isStatus: true,
  ...more,
})
const result = (path: string, more: Partial<OperationsRoute> = {}): OperationsRoute => ({
  action: 'result',
  method: 'GET',
  path,
  ...more,
})
const cancel = (path: string, more: Partial<OperationsRoute> = {}): OperationsRoute => ({
  action: 'cancel',
  method: 'POST',
  path,
  ...more,
})

const bearer = { headers: { Authorization: 'Bearer s3cret-of-the-api' } }
const version = ['api-version']
const provider = '/subscriptions/{subscription}/providers/Microsoft.Harbor/locations/{location}'
const dock = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Harbor/docks/{dock}'
const azureStatus = status(`${provider}/operationStatuses/{id}`, { query: [...version, 't', 's'] })
const azureResult = { query: [...version, 'hop'] }
const monitor = [
  status('/harbor/operations/{id}', { query: version }),
  cancel('/harbor/operations/{id}:cancel', { query: version }),
]
const predictions = [
  create('/v1/predictions', { headers: ['Prefer'] }),
  status('/v1/predictions/{id}'),
  cancel('/v1/predictions/{id}/cancel'),
]
const queries = '/v3/InsightsDomains/Conversations/QueryJobs'
const jobs = '/services/data/v62.0/jobs/query'
const google = '/v1/projects/{project}/locations/{location}'
const durable = '/runtime/webhooks/durabletask'
const batches = [create('/v1/batches'), status('/v1/batches/{id}'), cancel('/v1/batches/{id}/cancel')]
const responses = [create('/v1/responses'), status('/v1/responses/{id}'), cancel('/v1/responses/{id}/cancel')]
const statements = '/api/2.0/sql/statements'
const databricks = [create(statements), status(`${statements}/{id}`), cancel(`${statements}/{id}/cancel`)]
const reports = [
  create('/reports'),
  status('/reports/jobs/{id}'),
  { ...status('/reports/jobs/{id}/{hop}'), action: 'moved' },
  result('/reports/{id}'),
]

/** By the name of the contract: how an application would describe its proxy. */
const ROUTES: Readonly<Record<string, (server: ServedContract) => Partial<Settings>>> = {
  'Twilio Orchestrator': () => ({
    routes: [
      create('/v2/ControlPlane/Configurations'),
      status('/v2/ControlPlane/Operations/{id}'),
      result('/v2/ControlPlane/Configurations/{id}'),
    ],
  }),
  'Twilio Memory': () => ({
    routes: [
      create('/v1/ControlPlane/Stores'),
      status('/v1/ControlPlane/Operations/{id}'),
      result('/v1/ControlPlane/Stores/{id}'),
    ],
  }),
  'Twilio Knowledge': () => ({
    routes: [create('/v2/ControlPlane/KnowledgeBases'), status('/v2/ControlPlane/Operations/{id}')],
  }),
  'Twilio Webhooks rules': () => ({
    routes: [create('/v1/Webhooks/Rules'), status('/v1/Webhooks/Operations/{id}')],
  }),
  'Twilio Voice transcriptions': () => ({
    routes: [create('/v3/Transcriptions'), status('/v3/Transcriptions/{id}')],
  }),
  'Twilio Insights query jobs': () => ({
    routes: [create(queries), status(`${queries}/{id}`), result(`${queries}/{id}/Results`)],
  }),
  'Twilio Comms messages': () => ({
    routes: [create('/v1/Messages'), status('/v1/Messages/Operations/{id}')],
  }),
  'Azure Resource Manager, PUT with a status header': () => ({
    routes: [create(dock, { method: 'PUT', query: version }), azureStatus, result(dock, { query: version })],
  }),
  'Azure Resource Manager, POST with a status header': () => ({
    routes: [
      create(`${dock}/survey`, { query: version }),
      azureStatus,
      result(`${provider}/operationResults/{id}`, azureResult),
    ],
  }),
  'Azure Resource Manager, Location of a POST': () => ({
    routes: [
      create(`${dock}/survey`, { query: version }),
      status(`${provider}/operationResults/{id}`, azureResult),
    ],
  }),
  'Azure Resource Manager, Location of a DELETE': () => ({
    routes: [
      create(dock, { method: 'DELETE', query: version }),
      status(`${provider}/operationResults/{id}`, azureResult),
    ],
  }),
  'Azure data plane, POST': () => ({
    routes: [create('/harbor/docks/{id}:survey', { query: version }), ...monitor],
  }),
  'Azure data plane, PUT': () => ({
    routes: [
      create('/harbor/docks/{id}', { method: 'PUT', query: version }),
      result('/harbor/docks/{id}', { query: version }),
      ...monitor,
    ],
  }),
  'Microsoft Graph, driveItem copy': ({ elsewhere }) => ({
    routes: [
      create('/v1.0/me/drive/items/{id}/copy'),
      status('/_api/v2.0/monitor/{id}', { upstream: elsewhere }),
    ],
  }),
  'Microsoft Graph, stepwise': () => ({
    routes: [
      create('/v1.0/storage/archives'),
      status('/v1.0/storage/operations/{id}'),
      result('/v1.0/storage/archives/{id}'),
    ],
  }),
  'Microsoft Graph, Teams': () => ({
    routes: [create('/teams'), status("/teams('{team}')/operations('{id}')"), result("/teams('{team}')")],
    urlFields: ['targetResourceLocation'],
  }),
  'Google AIP-151': () => ({
    routes: [
      create(`${google}/books`, { query: ['bookId'] }),
      status(`${google}/operations/{id}`),
      cancel(`${google}/operations/{id}:cancel`),
    ],
  }),
  'OpenAI batches': () => ({ routes: batches }),
  'OpenAI batches, expired': () => ({ routes: batches }),
  'OpenAI responses, background': () => ({ routes: responses }),
  'OpenAI responses, incomplete': () => ({ routes: responses }),
  Replicate: () => ({ routes: predictions }),
  'Replicate, respond-async': () => ({ routes: predictions }),
  'Replicate, wait': () => ({ routes: predictions }),
  'Replicate, aborted': () => ({ routes: predictions }),
  'Adobe Firefly v3': ({ elsewhere }) => ({
    routes: [
      create('/v3/images/generate-async'),
      status('/v3/status/{id}', { idPattern: /[\w:-]+/, upstream: elsewhere }),
      cancel('/v3/cancel/{id}', { method: 'PUT', idPattern: /[\w:-]+/, upstream: elsewhere }),
    ],
  }),
  'Adobe PDF Services': () => ({
    routes: [create('/operation/compresspdf'), status('/operation/compresspdf/{id}/status')],
  }),
  'Snowflake SQL': () => ({
    routes: [
      create('/api/v2/statements', { query: ['requestId', 'async', 'retry'] }),
      status('/api/v2/statements/{id}'),
      cancel('/api/v2/statements/{id}/cancel'),
    ],
    urlFields: ['statementStatusUrl'],
  }),
  'Databricks statements': () => ({ routes: databricks }),
  'Databricks statements, closed': () => ({ routes: databricks }),
  'Salesforce Bulk 2.0': () => ({
    routes: [
      create(jobs),
      status(`${jobs}/{id}`),
      cancel(`${jobs}/{id}`, { method: 'PATCH' }),
      result(`${jobs}/{id}/results`, { isFile: true }),
    ],
  }),
  'GitHub SARIF upload': () => ({
    routes: [
      create('/repos/{owner}/{repo}/code-scanning/sarifs'),
      status('/repos/{owner}/{repo}/code-scanning/sarifs/{id}'),
      result('/repos/{owner}/{repo}/code-scanning/analyses', { query: ['sarif_id'] }),
    ],
    urlFields: ['url', 'analyses_url'],
  }),
  'Durable Functions': () => ({
    routes: [
      create(`${durable}/orchestrators/{name}`, { query: ['taskHub', 'connection'] }),
      status(`${durable}/instances/{id}`, { query: ['taskHub', 'connection'] }),
      cancel(`${durable}/instances/{id}/terminate`, { query: ['taskHub', 'connection', 'reason'] }),
    ],
    credentials: { query: { code: 'k3y-_X4a==' } },
    urlFields: ['statusQueryGetUri', 'terminatePostUri'],
  }),
  'JSON:API asynchronous processing': () => ({
    routes: [create('/photos'), status('/photos/jobs/{id}'), result('/photos/{id}')],
  }),
  'Location, 202 until a 303': () => ({ routes: reports }),
  'Location, 202 until a 200': () => ({ routes: reports }),
  'Location, 200 until a 302': () => ({ routes: reports }),
}

export function routesOf(name: string, server: ServedContract): Settings {
  const settings = ROUTES[name]?.(server)
  if (settings?.routes === undefined) throw new Error(`${name} has no routes here.`)
  return { credentials: bearer, ...settings, routes: settings.routes }
}
