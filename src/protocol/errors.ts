import type { OperationIdentity } from './operationIdentity.ts'
import type { Problem } from './problem.ts'

/** The family of everything this library throws. `name` tells the members apart, also across realms and bundles. */
export abstract class AcceptedError extends Error {
  abstract override readonly name: string
}

/** No answer came: the network failed or the time ran out. Whether the server acted is not known. */
export class ConnectionError extends AcceptedError {
  override readonly name = 'ConnectionError'
  readonly kind: 'network' | 'timeout'

  constructor(kind: 'network' | 'timeout', message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** The server answered with an error status. */
export class HttpError extends AcceptedError {
  override readonly name = 'HttpError'
  readonly httpStatus: number
  readonly problem: Problem
  /** Milliseconds the server asked to wait before trying again. */
  readonly retryAfterMs: number | undefined
  /** The server's own name for this exchange, to quote to its support. */
  readonly requestId: string | undefined
  /** The resource that stands in the way of a 409. */
  readonly conflictingResourceId: string | undefined

  constructor(
    httpStatus: number,
    problem: Problem,
    more: {
      retryAfterMs?: number | undefined
      requestId?: string | undefined
      conflictingResourceId?: string | undefined
    },
  ) {
    super(`The server answered ${httpStatus}: ${problem.detail ?? problem.title}`)
    this.httpStatus = httpStatus
    this.problem = problem
    this.retryAfterMs = more.retryAfterMs
    this.requestId = more.requestId
    this.conflictingResourceId = more.conflictingResourceId
  }
}

/** The answer is not JSON where JSON was promised: a proxy's error page, a cut body, a body past the size limit. */
export class BodyError extends AcceptedError {
  override readonly name = 'BodyError'
}

/** The answer is JSON, but not the JSON the API promises. Names the field. */
export class ContractError extends AcceptedError {
  override readonly name = 'ContractError'
  readonly field: string

  constructor(field: string, expected: string) {
    super(`The answer breaks the API's contract: ${field} should be ${expected}.`)
    this.field = field
  }
}

/** A status URL points to a host or path that this client does not trust. No request was sent to it. */
export class UntrustedUrlError extends AcceptedError {
  override readonly name = 'UntrustedUrlError'
  readonly url: string

  constructor(url: string, reason: string) {
    super(
      `The status URL ${JSON.stringify(url.slice(0, 200))} was not followed: ${reason}. Following it could hand ` +
        'credentials to someone else. Check `baseUrl`, or what the server sends as statusUrl.',
    )
    this.url = url
  }
}

/** The input was refused before anything was sent. */
export class InputError extends AcceptedError {
  override readonly name = 'InputError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.fields.map(({ field, message }) => `${field}: ${message}`).join('; ') || problem.title)
    this.problem = problem
  }
}

/**
 * How a submission ended without an operation.
 *
 * - `refused`: a clear no. Nothing was accepted; the key is spent.
 * - `blocked`: not let through (401, 403, 425, 429). Nothing was accepted; the same key may be sent again.
 * - `unclear`: it may have been accepted. Only the same key and the same body may be sent again.
 */
export type SubmissionOutcome = 'refused' | 'blocked' | 'unclear'

/** A submission that did not lead to an operation. `cause` is the last attempt's own error. */
export class SubmissionError extends AcceptedError {
  override readonly name = 'SubmissionError'
  readonly outcome: SubmissionOutcome
  readonly idempotencyKey: string | undefined
  readonly attempts: number

  constructor(
    outcome: SubmissionOutcome,
    attempts: number,
    idempotencyKey: string | undefined,
    cause: AcceptedError,
  ) {
    super(cause.message, { cause })
    this.outcome = outcome
    this.attempts = attempts
    this.idempotencyKey = idempotencyKey
  }

  /** The API's reasons, where it gave any. */
  get problem(): Problem | undefined {
    return this.cause instanceof HttpError || this.cause instanceof InputError
      ? this.cause.problem
      : undefined
  }
}

/** The operation ended FAILED or CANCELLED. */
export class OperationFailedError extends AcceptedError {
  override readonly name = 'OperationFailedError'
  readonly operation: OperationIdentity
  readonly problem: Problem | undefined

  constructor(operation: OperationIdentity, problem: Problem | undefined) {
    super(
      `Operation ${operation.operationId} did not complete: ${problem ? (problem.detail ?? problem.title) : 'it was cancelled'}`,
    )
    this.operation = operation
    this.problem = problem
  }
}

/** Waiting ended before the thing that was waited for did. It may still complete: keep its ID. */
export class WaitError extends AcceptedError {
  override readonly name = 'WaitError'
  readonly kind: 'timeout' | 'unavailable' | 'unauthorized'
  /** The operation's ID, or that of the resource that was waited for. */
  readonly id: string

  constructor(kind: 'timeout' | 'unavailable' | 'unauthorized', id: string, reason: string) {
    super(`Stopped waiting for ${id}: ${reason}. It may still complete; check it again by its ID.`)
    this.kind = kind
    this.id = id
  }
}

/** A hook or component stands outside a provider it needs. */
export class MissingProviderError extends AcceptedError {
  override readonly name = 'MissingProviderError'
}
