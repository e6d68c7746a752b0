import type { DialectAnswer, Reading } from '../dialect.ts'
import { defineDialect } from '../dialect.ts'
import { readAt, readField, readNumber, readText, readList } from '../json.ts'
import type { Dialect } from '../operation.ts'
import type { FieldProblem, Problem } from '../problem.ts'
import { createWordReader, readError, readLastSegment, readRefusal } from './bodyReaders.ts'

/** By a status header, by the HTTP status of `Location`, or by the `provisioningState` of the resource. */
const [BY_STATUS, BY_LOCATION, BY_RESOURCE] = ['status', 'location', 'resource']
const readWord = /* @__PURE__ */ createWordReader()
/** The wait if `Location` comes without `Retry-After`. */
const LOCATION_WAIT_MS = 60_000

/**
 * Azure's long-running operations, of Resource Manager and of the data plane. How to read the status is
 * decided once, by the first response: by the URL in `Operation-Location` or `Azure-AsyncOperation` (a body
 * with `status`), else by the HTTP status of `Location`, else by `properties.provisioningState` of the
 * resource that was PUT. A 200, 201 or 204 without any of these has completed at once.
 *
 * The result is the `result` of the status; else the resource that was PUT or PATCHed, or what the URL in `Location`
 * ends with. If an API says otherwise (`final-state-via: azure-async-operation`), give the endpoint's `result` a
 * `from`.
 */
export const azureDialect: Dialect = /* @__PURE__ */ defineDialect({
  name: 'azure',
  readAcceptance(answer, { method, url }) {
    const { status, headers, body } = answer
    // A redirect is not an answer to the request, even if its `Location` looks like one.
    if (status >= 300) return undefined
    const statusUrl = readStatusHeader(answer)
    // The body of a 202 may be the operation itself, that of a 200 or 201 is the resource.
    const word = status === 202 ? readText(body, 'status') : undefined
    const location = headers.get('location') ?? undefined
    if (statusUrl) {
      const told = word === undefined ? undefined : toReading(word, body)
      return { ...told, statusUrl, resultUrl: toResultUrl(method, url, location), mode: BY_STATUS }
    }
    if (location && (status === 202 || method !== 'PUT'))
      return { statusUrl: location, mode: BY_LOCATION, waitMs: LOCATION_WAIT_MS }
    if (status === 202) return undefined
    const state = readProvisioning(body)
    if (state && state.status !== 'COMPLETED') return { ...state, statusUrl: url, mode: BY_RESOURCE }
    return state ?? toCompleted(status, body)
  },
  readOperation(answer, { mode }) {
    if (mode === BY_LOCATION) return readByLocation(answer)
    const { status, body } = answer
    if (status >= 300) return undefined
    if (mode === BY_RESOURCE) return readProvisioning(body) ?? toCompleted(status, body)
    const word = readText(body, 'status')
    if (word === undefined) return {}
    const resultUrl = readText(body, 'resourceLocation', Infinity)
    return {
      ...toReading(word, body),
      statusUrl: readStatusHeader(answer),
      progress: readNumber(body, 'percentComplete') ?? readNumber(body, 'percentageComplete'),
      resourceId: readText(body, 'resourceId', Infinity) ?? readLastSegment(resultUrl),
      result: readField(body, 'result'),
      resultUrl,
      createdAt: readText(body, 'startTime') ?? readText(body, 'createdDateTime'),
      completedAt: readText(body, 'endTime'),
    }
  },
})

/** Where a status header's operation has its result in the end. */
function toResultUrl(method: string, url: string, location: string | undefined): string | undefined {
  if (method === 'PUT') return url
  if (method === 'PATCH') return location ?? url
  return method === 'POST' ? location : undefined
}

function readStatusHeader({ headers }: DialectAnswer): string | undefined {
  return headers.get('operation-location') ?? headers.get('azure-asyncoperation') ?? undefined
}

function readByLocation(answer: DialectAnswer): Reading | undefined {
  const { status, headers, body } = answer
  const rawStatus = String(status)
  const statusUrl = headers.get('location') ?? undefined
  if (status === 202) return { status: 'PENDING', rawStatus, statusUrl, waitMs: LOCATION_WAIT_MS }
  if (status < 300) return toCompleted(status, body)
  return status < 400 ? undefined : readRefusal(answer)
}

function readProvisioning(body: unknown): Reading | undefined {
  const word = readAt(body, 'properties.provisioningState')
  return typeof word === 'string' && word
    ? { ...toReading(word, readField(body, 'properties')), ...readResourceOf(body) }
    : undefined
}

function toReading(word: string, body: unknown): Reading {
  const status = readWord(word)
  return {
    status,
    rawStatus: word,
    problem: status === 'FAILED' ? readError(readField(body, 'error'), word) : undefined,
  }
}

/** A body that is the resource. */
function readResourceOf(body: unknown): Reading {
  return { resourceId: readText(body, 'id', Infinity), result: body }
}

function toCompleted(status: number, body: unknown): Reading {
  return { status: 'COMPLETED', rawStatus: String(status), ...readResourceOf(body) }
}

/** google.rpc.Code CANCELLED. */
const CANCELLED = 1
/** Where Google's APIs put how much is done: `metadata` is each API's own. */
const PROGRESS = ['progressPercent', 'progressPercentage', 'progress.progressPercent', 'progress']

/**
 * Google's long-running operations (AIP-151): any 2xx with the `name` of an operation, which is read at
 * `baseUrl/{name}`; then `done`, with `response` or `error`. An operation that is done at once is not polled.
 */
export const googleDialect: Dialect = /* @__PURE__ */ defineDialect({
  name: 'google',
  readAcceptance: ({ body }) => readGoogleOperation(body),
  readOperation: ({ status, body }) => (status < 300 ? readGoogleOperation(body) : undefined),
  cancel: { suffix: ':cancel' },
})

function readGoogleOperation(body: unknown): Reading | undefined {
  const name = readText(body, 'name', Infinity)
  if (name === undefined) return undefined
  const metadata = readField(body, 'metadata')
  // proto3 omits a field that is false.
  const isDone = readField(body, 'done') === true
  const error = readField(body, 'error')
  const state = ['state', 'status', 'genericMetadata.state'].map((path) => readAt(metadata, path))
  const word = state.find((one) => typeof one === 'string')
  const hasFailed = isDone && error !== undefined && error !== null
  const isCancelled = hasFailed && readField(error, 'code') === CANCELLED
  return {
    status: isDone ? (isCancelled ? 'CANCELLED' : hasFailed ? 'FAILED' : 'COMPLETED') : 'PENDING',
    rawStatus: isDone ? 'done' : (word ?? 'running'),
    statusUrl: `/${name.replace(/^\/+/, '')}`,
    progress: PROGRESS.map((path) => readAt(metadata, path)).find((one) => typeof one === 'number'),
    message: readText(metadata, 'statusMessage') ?? readText(metadata, 'message'),
    result: readField(body, 'response'),
    problem: hasFailed && !isCancelled ? readStatus(error) : undefined,
    createdAt: readText(metadata, 'createTime') ?? readText(metadata, 'startTime'),
    completedAt: readText(metadata, 'endTime'),
  }
}

/** Reads a google.rpc.Status, with the fields of its BadRequest. */
function readStatus(error: unknown): Problem {
  const code = readField(error, 'code')
  const fields = readList(error, 'details', 100).flatMap((detail) =>
    readList(detail, 'fieldViolations', 100).flatMap(toField),
  )
  return {
    title: readText(error, 'message') ?? `Error ${String(code)}`,
    ...(typeof code === 'number' && { code }),
    fields,
  }
}

function toField(violation: unknown): FieldProblem[] {
  const field = readText(violation, 'field')
  const message = readText(violation, 'description')
  return field && message ? [{ field, message }] : []
}
