import type { Reading } from '../dialect.ts'
import { defineDialect } from '../dialect.ts'
import { readAt, readField, readList, readText } from '../json.ts'
import type { Dialect } from '../operation.ts'
import type { FieldProblem, Problem } from '../problem.ts'

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
