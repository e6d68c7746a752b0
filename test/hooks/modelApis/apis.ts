import {
  azureDialect,
  googleDialect,
  jobDialect,
  locationDialect,
  statusUrlDialect,
} from 'react-accepted/client'
import { z } from 'zod'

import type { Job, ModelApi, Reply, Status } from './api.ts'
import { ORIGIN, SUBMIT_PATH, toEndUrl, toInline, toResultUrl } from './api.ts'
import { kitchenDialect, sayOrder } from './kitchen.ts'

const STATUS_URL = {
  method: 'POST',
  statusPath: '/jobs/{id}',
  accept: ({ id }: Job) => ({ status: 202, body: { statusUrl: `/jobs/${id}` } }),
  say: (job: Job) => ({
    body: { operationId: job.id, status: job.status, result: toInline(job), resultUrl: toEndUrl(job) },
  }),
  places: ['inline', 'url', 'elsewhere', 'unsafe'],
} as const satisfies Partial<ModelApi>

const AZURE_WORDS: Record<Status, string> = {
  PENDING: 'Running',
  COMPLETED: 'Succeeded',
  FAILED: 'Failed',
  CANCELLED: 'Canceled',
}
const AZURE_RESULT = '/results/{id}?version=1'
const AZURE_ERROR = { code: 'DockInUse', message: 'A ship is still in the dock.' }

function sayAzure(job: Job): Reply {
  const error = job.status === 'FAILED' ? AZURE_ERROR : undefined
  const body = {
    status: AZURE_WORDS[job.status],
    percentComplete: job.progress,
    error,
    result: toInline(job),
  }
  return { body }
}

const toAzureHeader = ({ id }: Job) => ({ 'azure-asyncoperation': `${ORIGIN}/statuses/${id}?version=1` })

/** A resource that says how its own creation is doing. */
function sayResource(job: Job): Reply {
  const { id, status, payload } = job
  const error = status === 'FAILED' ? AZURE_ERROR : undefined
  const properties = { provisioningState: AZURE_WORDS[status], error }
  return { body: { id, properties, ...(status === 'COMPLETED' && payload) } }
}

function sayGoogle(job: Job): Reply {
  const { id, status, progress } = job
  const errors = { FAILED: { code: 9, message: 'The dock is in use.' }, CANCELLED: { code: 1 } }
  const error = status === 'FAILED' || status === 'CANCELLED' ? errors[status] : undefined
  const isDone = status !== 'PENDING' || undefined
  const metadata = { progressPercent: progress }
  return { body: { name: `operations/${id}`, metadata, done: isDone, response: toInline(job), error } }
}

/** The URL in `Location` says it with its HTTP status, and each response names the next URL. */
function sayByLocation(job: Job): Reply {
  const { id, status, hop, payload } = job
  if (status === 'PENDING') return { status: 202, headers: { location: `/statuses/${id}?hop=${hop}` } }
  if (status === 'COMPLETED') return payload ? { body: payload } : { status: 204 }
  return { status: 409, body: { error: AZURE_ERROR } }
}

const JSON_API = { 'content-type': 'application/vnd.api+json' }

function sayUntilRedirect(job: Job): Reply {
  const { id, status } = job
  const body = { data: { type: 'jobs', id, attributes: { status: 'running' } } }
  if (status === 'PENDING') return { body, headers: JSON_API }
  if (status === 'COMPLETED') return { status: 303, headers: { location: toResultUrl(job) ?? '' } }
  return { status: 422, body: { errors: [{ detail: 'It is in use.' }] }, headers: JSON_API }
}

const JOB_WORDS: Record<Status, string> = {
  PENDING: 'running',
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'canceled',
}

function sayJob(job: Job): Reply {
  const { id, status, progress, isCancelling } = job
  const word = status === 'PENDING' && isCancelling ? 'cancelling' : JOB_WORDS[status]
  return { body: { id, status: word, percent: progress, result: toInline(job) } }
}

function sayJobWithUrls(job: Job): Reply {
  const { id, status, progress } = job
  const urls = { get: `${ORIGIN}/jobs/${id}`, result: toEndUrl(job) }
  return { body: { state: JOB_WORDS[status], percent: progress, urls } }
}

/** Every preset, in each way that its API can speak, and one dialect of the application's own. */
export const APIS: readonly ModelApi[] = [
  { ...STATUS_URL, name: 'no dialect', options: { operationPath: '/jobs/{operationId}' } },
  {
    ...STATUS_URL,
    name: 'statusUrlDialect',
    options: { dialect: statusUrlDialect, cancel: { method: 'PUT', suffix: '/state', body: { stop: true } } },
    cancel: { method: 'PUT', path: '/jobs/{id}/state' },
  },
  {
    name: 'azureDialect, status header of a POST',
    options: { dialect: azureDialect, cancel: { suffix: ':cancel' } },
    method: 'POST',
    statusPath: '/statuses/{id}?version=1',
    accept(job) {
      const location = toResultUrl(job, AZURE_RESULT)
      return { status: 202, headers: { ...toAzureHeader(job), ...(location && { location }) } }
    },
    say: sayAzure,
    cancel: { method: 'POST', path: '/statuses/{id}:cancel?version=1' },
    places: ['inline', 'url'],
    resultPath: AZURE_RESULT,
    hasProgress: true,
  },
  {
    name: 'azureDialect, status header of a PUT',
    options: { dialect: azureDialect },
    method: 'PUT',
    statusPath: '/statuses/{id}?version=1',
    accept: (job) => ({ status: 201, body: { id: job.id }, headers: toAzureHeader(job) }),
    say: sayAzure,
    places: ['url'],
    resultPath: SUBMIT_PATH,
    hasProgress: true,
  },
  {
    name: 'azureDialect, Location',
    options: { dialect: azureDialect },
    method: 'POST',
    statusPath: '/statuses/{id}',
    accept: sayByLocation,
    say: sayByLocation,
    isMoving: true,
    cancelsAsFailed: true,
    places: ['inline'],
    isByHttpStatus: true,
    restMs: 60_000,
  },
  {
    name: 'azureDialect, provisioningState of a PUT',
    options: { dialect: azureDialect },
    method: 'PUT',
    statusPath: SUBMIT_PATH,
    accept: (job) => ({ ...sayResource(job), status: 201 }),
    say: sayResource,
    places: ['inline'],
    isByHttpStatus: true,
  },
  {
    name: 'googleDialect',
    options: { dialect: googleDialect },
    method: 'POST',
    statusPath: '/operations/{id}',
    accept: sayGoogle,
    say: sayGoogle,
    cancel: { method: 'POST', path: '/operations/{id}:cancel' },
    places: ['inline'],
    canEndAtOnce: true,
    hasProgress: true,
  },
  {
    name: 'locationDialect, 202 until 200',
    options: { dialect: locationDialect, cancel: { method: 'DELETE' } },
    method: 'POST',
    statusPath: '/statuses/{id}',
    accept: sayByLocation,
    say: sayByLocation,
    isMoving: true,
    cancel: { method: 'DELETE', path: '/statuses/{id}' },
    cancelsAsFailed: true,
    places: ['inline'],
    isByHttpStatus: true,
  },
  {
    name: 'locationDialect, until a redirect',
    options: { dialect: locationDialect },
    method: 'POST',
    statusPath: '/jobs/{id}',
    accept: ({ id }) => ({
      status: 202,
      headers: { ...JSON_API, 'content-location': `${ORIGIN}/jobs/${id}` },
    }),
    say: sayUntilRedirect,
    cancelsAsFailed: true,
    places: ['url', 'elsewhere', 'unsafe'],
    isByHttpStatus: true,
  },
  {
    name: 'jobDialect, operationPath',
    options: {
      operationPath: '/jobs/{operationId}',
      dialect: jobDialect({ progress: 'percent', cancel: { suffix: '/cancel' } }),
    },
    method: 'POST',
    statusPath: '/jobs/{id}',
    accept: (job) => ({ ...sayJob(job), status: 201 }),
    say: sayJob,
    cancel: { method: 'POST', path: '/jobs/{id}/cancel' },
    places: ['inline'],
    canEndAtOnce: true,
    hasProgress: true,
    saysCancelling: true,
  },
  {
    name: 'jobDialect, URLs in the body',
    options: {
      dialect: jobDialect({
        statusUrl: 'urls.get',
        status: 'state',
        progress: (job) => z.object({ percent: z.number().optional() }).parse(job).percent,
        cancelUrl: 'urls.stop',
        resultUrl: 'urls.result',
      }),
    },
    method: 'POST',
    statusPath: '/jobs/{id}',
    accept: ({ id }) => ({
      status: 201,
      body: { state: 'queued', urls: { get: `/jobs/${id}`, stop: `${ORIGIN}/jobs/${id}/stop?now=1` } },
    }),
    say: sayJobWithUrls,
    cancel: { method: 'POST', path: '/jobs/{id}/stop?now=1' },
    places: ['url', 'elsewhere', 'unsafe'],
    hasProgress: true,
  },
  {
    name: 'a dialect of one’s own',
    options: { dialect: kitchenDialect },
    method: 'POST',
    statusPath: '/orders/{id}',
    accept: (job) => ({ ...sayOrder(job), status: 202 }),
    say: sayOrder,
    cancel: { method: 'DELETE', path: '/orders/{id}' },
    places: ['inline', 'url', 'elsewhere', 'unsafe'],
    canEndAtOnce: true,
    hasProgress: true,
    saysCancelling: true,
  },
]
