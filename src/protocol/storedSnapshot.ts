import type { RequestFailure, RequestFailureKind } from './failure.ts'
import { readField, readFields, readId, readList, readNumber, readText, readTexts } from './json.ts'
import type { AcceptedOperation, Operation, OperationIdentity, OperationStatus } from './operation.ts'
import type { FieldProblem, Problem } from './problem.ts'
import type { Resource, ResourceCandidate } from './resource.ts'
import type { OperationSnapshot } from './snapshot.ts'

const STATUSES: readonly OperationStatus[] = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED']
const WAKES: readonly OperationSnapshot['wake'][] = ['timer', 'focus', 'manual', 'never']
const RESOURCE_STATES: readonly Resource['state'][] = ['found', 'searching', 'ambiguous', 'notFound', 'none']
const KINDS: readonly RequestFailureKind[] = [
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

/** All that is stored of a result. */
const UNREAD = { state: 'unread' } as const

/**
 * What may be stored, or sent to another tab: without the result, which may be large, and without links to it, which
 * may be signed. That there was one is kept.
 */
export function toStoredSnapshot({ result, ...snapshot }: OperationSnapshot): OperationSnapshot {
  const { operation } = snapshot
  return {
    ...snapshot,
    ...(operation && { operation: withoutSignedLinks(operation) }),
    ...(result && result.state !== 'none' && { result: UNREAD }),
  }
}

/** A URL with a query may be signed. */
function withoutSignedLinks(operation: Operation): Operation {
  const { resultLink: _, resultUrl, ...others } = operation
  return { ...others, ...(resultUrl?.includes('?') === false && { resultUrl }) }
}

/**
 * Reads a snapshot from storage or from another tab. It may have been written by an older or a newer version
 * of this page, or by something else entirely.
 *
 * @returns `undefined` for anything incomplete
 */
export function readStoredSnapshot(value: unknown): OperationSnapshot | undefined {
  const identity = readStoredIdentity(value)
  const wake = oneOf(readField(value, 'wake'), WAKES)
  const { nextPollAt, waitMs, endSeenAt, ...fields } = readFields(value, {
    accepted: within(readStoredAcceptance),
    operation: within(readStoredOperation),
    resource: within(readStoredResource),
    result: (stored: unknown, name) => (readField(stored, name) === undefined ? undefined : UNREAD),
    endSeenAt: readNumber,
    watchedMs: readCount,
    nextPollAt: readNumber,
    waitMs: readNumber,
    serverRetryAfterMs: readNumber,
    answersWithoutRetryAfter: readCount,
    looks: readNumber,
    failures: readCount,
    pollError: within(readStoredFailure),
  })
  if (!identity || !wake || nextPollAt === undefined || waitMs === undefined) return undefined
  const { operation, resource } = fields
  const hasEnded = operation !== undefined && operation.status !== 'PENDING'
  const isSearching = operation?.status === 'COMPLETED' && (!resource || resource.state === 'searching')
  // A snapshot that is never polled again must say how the operation ended.
  if (wake === 'never' && (!hasEnded || isSearching)) return undefined
  return {
    ...identity,
    ...fields,
    ...(hasEnded && endSeenAt !== undefined && { endSeenAt }),
    nextPollAt,
    waitMs,
    wake,
    isStuck: readField(value, 'isStuck') === true,
  }
}

/** Reads an operation's identity; `undefined` for anything incomplete. */
export function readStoredIdentity(value: unknown): OperationIdentity | undefined {
  const api = readText(value, 'api')
  const operationId = readId(value, 'operationId')
  return api && operationId ? { api, operationId, ...readFields(value, { statusPath: readId }) } : undefined
}

/** Reads a stored 202; `undefined` for anything incomplete. */
export function readStoredAcceptance(value: unknown): AcceptedOperation | undefined {
  const identity = readStoredIdentity(value)
  const acceptedAt = readNumber(value, 'acceptedAt')
  const nextPollAt = readNumber(value, 'nextPollAt')
  if (!identity || acceptedAt === undefined || nextPollAt === undefined) return undefined
  return {
    ...identity,
    acceptedAt,
    nextPollAt,
    ...readFields(value, {
      idempotencyKey: readText,
      retryAfterMs: readNumber,
      related: readTexts,
      resourceId: readId,
      kind: readText,
      label: readText,
      hint: readTexts,
      mode: readText,
      cancelPath: readId,
      resultPath: readId,
    }),
  }
}

function readCount(value: unknown, name: string): number {
  return readNumber(value, name) ?? 0
}

/** Reads a nested object. */
function within<T>(read: (value: unknown) => T): (value: unknown, name: string) => T {
  return (value, name) => read(readField(value, name))
}

function readStoredOperation(value: unknown): Operation | undefined {
  const identity = readStoredIdentity(value)
  const status = oneOf(readField(value, 'status'), STATUSES)
  const rawStatus = readText(value, 'rawStatus')
  if (!identity || !status || !rawStatus) return undefined
  return {
    ...identity,
    status,
    rawStatus,
    ...readFields(value, {
      createdAt: readText,
      completedAt: readText,
      related: readTexts,
      resultId: readId,
      resultUrl: readId,
      error: within(readStoredProblem),
      progress: readNumber,
      message: readText,
      isCancelling: readTrue,
      cancelPath: readId,
    }),
  }
}

function readTrue(value: unknown, name: string): true | undefined {
  return readField(value, name) === true || undefined
}

function readStoredResource(value: unknown): Resource | undefined {
  const state = oneOf(readField(value, 'state'), RESOURCE_STATES)
  if (state === 'ambiguous')
    return { state, candidates: readList(value, 'candidates').flatMap(readCandidate) }
  if (state !== 'found') return state && { state }
  const id = readId(value, 'id')
  const type = readText(value, 'type')
  return id && type ? { state, id, type } : undefined
}

function readCandidate(value: unknown): ResourceCandidate[] {
  const id = readId(value, 'id')
  return id ? [{ id, ...readFields(value, { label: readText, createdAt: readText }) }] : []
}

function readStoredFailure(value: unknown): RequestFailure | undefined {
  const kind = oneOf(readField(value, 'kind'), KINDS)
  if (!kind) return undefined
  return {
    kind,
    message: kind,
    ...readFields(value, {
      message: readText,
      httpStatus: readNumber,
      field: readText,
      retryAfterMs: readNumber,
      requestId: readText,
      problem: within(readStoredProblem),
    }),
  }
}

/** Reads a problem; `undefined` for anything incomplete. */
export function readStoredProblem(value: unknown): Problem | undefined {
  const title = readText(value, 'title')
  if (!title) return undefined
  const { link, ...texts } = readFields(value, { detail: readText, code: readCode, link: readText })
  return {
    title,
    ...texts,
    ...(link && /^https?:\/\//i.test(link) && { link }),
    fields: readList(value, 'fields').flatMap(readFieldProblem),
  }
}

function readCode(value: unknown, name: string): number | string | undefined {
  return readNumber(value, name) ?? readText(value, name)
}

function readFieldProblem(value: unknown): FieldProblem[] {
  // Empty if the problem is about the whole body.
  const field = readField(value, 'field')
  const message = readText(value, 'message')
  return typeof field === 'string' && message ? [{ field: field.slice(0, 2048), message }] : []
}

function oneOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value)
}
