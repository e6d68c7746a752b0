import type { RequestFailure } from './failure.ts'
import { untrustedFailure } from './failure.ts'
import type { OperationIdentity } from './operation.ts'
import { toShownId } from './operation.ts'
import type { Problem } from './problem.ts'

/** Base class of the library's own errors. `name` tells them apart, also across realms and bundles. */
export abstract class ReactAcceptedError extends Error {
  abstract override readonly name: string
}

/** A request failed. `failure` says why, as plain JSON. */
export class RequestError extends ReactAcceptedError {
  override readonly name = 'RequestError'
  readonly failure: RequestFailure

  constructor(failure: RequestFailure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** A status URL points to a host or path that this client does not trust. No request was sent to it. */
export class UntrustedUrlError extends ReactAcceptedError {
  override readonly name = 'UntrustedUrlError'

  constructor(url: string) {
    super(untrustedFailure(url).message)
  }
}

/**
 * How a submission ended without an operation.
 *
 * - `refused`: a definite no, and no earlier attempt was unclear. Nothing was accepted; the key is used up.
 * - `blocked`: not let through (401, 403, 425, 429). Nothing was accepted; the same key may be sent again.
 * - `unclear`: it may have been accepted. Only the same key and the same body may be sent again.
 */
export type SubmissionOutcome = 'refused' | 'blocked' | 'unclear'

/** A submission that did not lead to an operation. `failure` is that of the last attempt. */
export class SubmissionError extends ReactAcceptedError {
  override readonly name = 'SubmissionError'
  readonly outcome: SubmissionOutcome
  readonly failure: RequestFailure
  /** How many times it was sent; 0 if the input was refused before sending. */
  readonly attempts: number
  readonly idempotencyKey: string | undefined

  constructor(
    outcome: SubmissionOutcome,
    failure: RequestFailure,
    attempts: number,
    idempotencyKey: string | undefined,
  ) {
    super(failure.message)
    this.outcome = outcome
    this.failure = failure
    this.attempts = attempts
    this.idempotencyKey = idempotencyKey
  }

  /** The API's or the schema's reasons, if there are any. */
  get problem(): Problem | undefined {
    return this.failure.problem
  }
}

/** The operation ended FAILED or CANCELLED. */
export class OperationFailedError extends ReactAcceptedError {
  override readonly name = 'OperationFailedError'
  readonly operation: OperationIdentity
  readonly problem: Problem | undefined

  constructor(operation: OperationIdentity, problem: Problem | undefined) {
    const reason = problem ? (problem.detail ?? problem.title) : 'it was cancelled'
    super(`Operation ${toShownId(operation.operationId)} did not complete: ${reason}`)
    this.operation = operation
    this.problem = problem
  }
}

/** The wait ended before the operation or resource was ready. It may still complete: keep its ID. */
export class OperationWaitError extends ReactAcceptedError {
  override readonly name = 'OperationWaitError'
  readonly kind: 'timeout' | 'unavailable' | 'unauthorized'
  /** The ID of the operation, or of the resource that was waited for. */
  readonly id: string

  constructor(kind: 'timeout' | 'unavailable' | 'unauthorized', id: string, reason: string) {
    super(`Stopped waiting for ${toShownId(id)}: ${reason}. It may still complete; check it again by its ID.`)
    this.kind = kind
    this.id = id
  }
}

/** A hook or component is used outside a provider that it needs. */
export class MissingProviderError extends ReactAcceptedError {
  override readonly name = 'MissingProviderError'
}
