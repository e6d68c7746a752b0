import type { AcceptedOperation } from './acceptedOperation.ts'
import { defined } from './defined.ts'
import type { Failure, FailureKind } from './failure.ts'
import type { Operation } from './operation.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import type { FieldProblem, Problem } from './problem.ts'
import { readField, readId, readText, readTexts } from './record.ts'
import type { Resource, ResourceCandidate } from './resource.ts'
import type { OperationSnapshot } from './snapshot.ts'
import type { OperationStatus } from './status.ts'

const STATUSES: readonly OperationStatus[] = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED']
const WAKES: readonly OperationSnapshot['wake'][] = ['timer', 'focus', 'manual', 'never']
const KINDS: readonly FailureKind[] = [
  'network',
  'timeout',
  'body',
  'contract',
  'unauthorized',
  'rateLimited',
  'server',
  'notFound',
  'gone',
  'refused',
  'untrusted',
]

/**
 * Reads a snapshot that was stored, or that another tab sent: whoever wrote it may be an older or a newer version of
 * this page, or not this page at all.
 *
 * @returns `undefined` for anything that is not whole
 */
export function readStoredSnapshot(value: unknown): OperationSnapshot | undefined {
  const identity = readStoredIdentity(value)
  const wake = oneOf(readField(value, 'wake'), WAKES)
  const nextPollAt = readNumber(value, 'nextPollAt')
  const waitMs = readNumber(value, 'waitMs')
  if (!identity || !wake || nextPollAt === undefined) return undefined
  const operation = readStoredOperation(readField(value, 'operation'))
  const resource = readStoredResource(readField(value, 'resource'))
  const isSearching = operation?.status === 'COMPLETED' && (!resource || resource.state === 'searching')
  const isOver = operation !== undefined && operation.status !== 'PENDING' && !isSearching
  // Nothing may be kept for good that does not say how it ended.
  if (waitMs === undefined || (wake === 'never' && !isOver)) return undefined
  return defined({
    ...identity,
    accepted: readStoredAcceptance(readField(value, 'accepted')),
    operation,
    resource,
    endSeenAt: isOver || isSearching ? readNumber(value, 'endSeenAt') : undefined,
    watchedMs: readNumber(value, 'watchedMs') ?? 0,
    nextPollAt,
    waitMs,
    serverRetryAfterMs: readNumber(value, 'serverRetryAfterMs'),
    answersWithoutRetryAfter: readNumber(value, 'answersWithoutRetryAfter') ?? 0,
    looks: readNumber(value, 'looks'),
    failures: readNumber(value, 'failures') ?? 0,
    wake,
    pollError: readStoredFailure(readField(value, 'pollError')),
    isStuck: readField(value, 'isStuck') === true,
  })
}

/** Reads what names an operation; `undefined` for anything that is not whole. */
export function readStoredIdentity(value: unknown): OperationIdentity | undefined {
  const api = readText(value, 'api')
  const operationId = readId(value, 'operationId')
  return api && operationId ? { api, operationId, statusPath: readId(value, 'statusPath') } : undefined
}

/** Reads what a 202 gave, as it was stored; `undefined` for anything that is not whole. */
export function readStoredAcceptance(value: unknown): AcceptedOperation | undefined {
  const identity = readStoredIdentity(value)
  const acceptedAt = readNumber(value, 'acceptedAt')
  const nextPollAt = readNumber(value, 'nextPollAt')
  if (!identity || acceptedAt === undefined || nextPollAt === undefined) return undefined
  return defined({
    ...identity,
    idempotencyKey: readText(value, 'idempotencyKey'),
    acceptedAt,
    nextPollAt,
    retryAfterMs: readNumber(value, 'retryAfterMs'),
    related: readTexts(readField(value, 'related')),
    resourceId: readId(value, 'resourceId'),
    kind: readText(value, 'kind'),
    label: readText(value, 'label'),
    hint: readTexts(readField(value, 'hint')),
  })
}

/** A finite number, 0 or more; every number we store is a time, a span or a count. */
export function readNumber(value: unknown, name: string): number | undefined {
  const number = readField(value, name)
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}

function readStoredOperation(value: unknown): Operation | undefined {
  const identity = readStoredIdentity(value)
  const status = oneOf(readField(value, 'status'), STATUSES)
  const rawStatus = readText(value, 'rawStatus')
  if (!identity || !status || !rawStatus) return undefined
  return defined({
    ...identity,
    status,
    rawStatus,
    createdAt: readText(value, 'createdAt'),
    completedAt: readText(value, 'completedAt'),
    related: readTexts(readField(value, 'related')),
    resultId: readId(value, 'resultId'),
    resultUrl: readId(value, 'resultUrl'),
    error: readStoredProblem(readField(value, 'error')),
  })
}

function readStoredResource(value: unknown): Resource | undefined {
  const id = readId(value, 'id')
  const type = readText(value, 'type')
  switch (readText(value, 'state')) {
    case 'found':
      return id && type ? { state: 'found', id, type } : undefined
    case 'ambiguous':
      return { state: 'ambiguous', candidates: readList(value, 'candidates').flatMap(readCandidate) }
    case 'searching':
      return { state: 'searching' }
    case 'notFound':
      return { state: 'notFound' }
    case 'none':
      return { state: 'none' }
    default:
      return undefined
  }
}

function readCandidate(value: unknown): ResourceCandidate[] {
  const id = readId(value, 'id')
  return id ? [defined({ id, label: readText(value, 'label'), createdAt: readText(value, 'createdAt') })] : []
}

function readStoredFailure(value: unknown): Failure | undefined {
  const kind = oneOf(readField(value, 'kind'), KINDS)
  if (!kind) return undefined
  return defined({
    kind,
    message: readText(value, 'message') ?? kind,
    httpStatus: readNumber(value, 'httpStatus'),
    field: readText(value, 'field'),
    retryAfterMs: readNumber(value, 'retryAfterMs'),
    requestId: readText(value, 'requestId'),
    problem: readStoredProblem(readField(value, 'problem')),
  })
}

function readStoredProblem(value: unknown): Problem | undefined {
  const title = readText(value, 'title')
  if (!title) return undefined
  const link = readText(value, 'link')
  return defined({
    title,
    detail: readText(value, 'detail'),
    code: readNumber(value, 'code'),
    link: link && /^https?:\/\//i.test(link) ? link : undefined,
    fields: readList(value, 'fields').flatMap(readFieldProblem),
  })
}

function readFieldProblem(value: unknown): FieldProblem[] {
  // Empty where the whole body is meant.
  const field = readField(value, 'field')
  const message = readText(value, 'message')
  return typeof field === 'string' && message ? [{ field: field.slice(0, 2048), message }] : []
}

function readList(value: unknown, name: string): readonly unknown[] {
  const list: unknown = readField(value, name)
  return Array.isArray(list) ? list : []
}

function oneOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value)
}
