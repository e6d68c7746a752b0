import type { Failure } from './failure.ts'
import { untrustedFailure } from './failure.ts'
import type { OperationIdentity } from './operationIdentity.ts'
import { toShownId } from './operationIdentity.ts'
import type { Problem } from './problem.ts'

/** The family of everything this library throws. `name` tells the members apart, also across realms and bundles. */
export abstract class AcceptedError extends Error {
  abstract override readonly name: string
}

/** A request brought nothing. `failure` says why, as plain JSON. */
export class RequestError extends AcceptedError {
  override readonly name = 'RequestError'
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** A status URL points to a host or path that this client does not trust. No request was sent to it. */
export class UntrustedUrlError extends AcceptedError {
  override readonly name = 'UntrustedUrlError'

  constructor(url: string) {
    super(untrustedFailure(url).message)
  }
}

/**
 * How a submission ended without an operation.
 *
 * - `refused`: a clear no, and no attempt before it was unclear. Nothing was accepted; the key is spent.
 * - `blocked`: not let through (401, 403, 425, 429). Nothing was accepted; the same key may be sent again.
 * - `unclear`: it may have been accepted. Only the same key and the same body may be sent again.
 */
export type SubmissionOutcome = 'refused' | 'blocked' | 'unclear'

/** A submission that did not lead to an operation. `failure` is that of the last attempt. */
export class SubmissionError extends AcceptedError {
  override readonly name = 'SubmissionError'
  readonly outcome: SubmissionOutcome
  readonly failure: Failure
  /** How often it was sent; 0 where the input was refused before. */
  readonly attempts: number
  readonly idempotencyKey: string | undefined

  constructor(
    outcome: SubmissionOutcome,
    failure: Failure,
    attempts: number,
    idempotencyKey: string | undefined,
  ) {
    super(failure.message)
    this.outcome = outcome
    this.failure = failure
    this.attempts = attempts
    this.idempotencyKey = idempotencyKey
  }

  /** The reasons, where there are any: the API's, or the schema's. */
  get problem(): Problem | undefined {
    return this.failure.problem
  }
}

/** The operation ended FAILED or CANCELLED. */
export class OperationFailedError extends AcceptedError {
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

/** Waiting ended before the thing that was waited for did. It may still complete: keep its ID. */
export class WaitError extends AcceptedError {
  override readonly name = 'WaitError'
  readonly kind: 'timeout' | 'unavailable' | 'unauthorized'
  /** The operation's ID, or that of the resource that was waited for. */
  readonly id: string

  constructor(kind: 'timeout' | 'unavailable' | 'unauthorized', id: string, reason: string) {
    super(`Stopped waiting for ${toShownId(id)}: ${reason}. It may still complete; check it again by its ID.`)
    this.kind = kind
    this.id = id
  }
}

/** A hook or component stands outside a provider it needs. */
export class MissingProviderError extends AcceptedError {
  override readonly name = 'MissingProviderError'
}
