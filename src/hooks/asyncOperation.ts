import type { RequestFailure } from '../protocol/failure.ts'
import type { AcceptedOperation, Operation } from '../protocol/operation.ts'
import type { Problem } from '../protocol/problem.ts'
import type { Resource } from '../protocol/resource.ts'
import { NONE } from '../protocol/resource.ts'
import type { OperationResult } from '../protocol/result.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'

/**
 * The state of the connection to the server. `retrying`: the last poll failed, and another follows.
 * `unauthorized`: the server requires a sign-in. `forbidden`: the user may not read the operation. `offline`:
 * the browser has no network. `paused`: automatic polling has stopped; `refresh` polls again.
 */
export type OperationConnection = 'ok' | 'retrying' | 'unauthorized' | 'forbidden' | 'offline' | 'paused'

/** Fields of every state. */
interface AsyncOperationBase {
  /** The accepted operation from the 202, if it was submitted here. */
  readonly accepted: AcceptedOperation | undefined
  /** The last valid response from the server. */
  readonly operation: Operation | undefined
  /** When we saw it end, in epoch ms by this browser's clock; `undefined` if we were not watching. */
  readonly endSeenAt?: number | undefined
  /** True if it is PENDING after `stuckAfterMs` of watching, or for that long by the server's own times. */
  readonly isStuck: boolean
  readonly connection: OperationConnection
  /** Why the last poll failed. */
  readonly pollError: RequestFailure | undefined
}

/** An operation as shown on a page: a union that narrows on `status`. */
export type AsyncOperation<TResult = unknown> =
  /** No operation was given. */
  | (AsyncOperationBase & { readonly status: 'IDLE' })
  /** Nothing is known yet. */
  | (AsyncOperationBase & { readonly status: 'LOADING' })
  /** Queued or running; `rawStatus` is the server's own word. */
  | (AsyncOperationBase & { readonly status: 'PENDING'; readonly rawStatus: string })
  /** Its new resource, and what it returned. */
  | (AsyncOperationBase & {
      readonly status: 'COMPLETED'
      readonly resource: Resource
      readonly result: OperationResult<TResult>
    })
  | (AsyncOperationBase & { readonly status: 'FAILED'; readonly error: Problem })
  | (AsyncOperationBase & { readonly status: 'CANCELLED' })
  /** The status can no longer be read. Neither settled nor failed: a later response brings it back. */
  | (AsyncOperationBase & { readonly status: 'UNAVAILABLE'; readonly pollError: RequestFailure })

/** An operation that has ended, as passed to `onSettled`. */
export type SettledOperation<TResult = unknown> = Extract<
  AsyncOperation<TResult>,
  { status: 'COMPLETED' | 'FAILED' | 'CANCELLED' }
>

/** Every value of `status`. */
export type AsyncOperationStatus = AsyncOperation['status']

/** True while it may still be running: PENDING, or nothing is known yet. */
export function isPending({ status }: { readonly status: AsyncOperationStatus }): boolean {
  return status === 'PENDING' || status === 'LOADING'
}

/** True if nothing more will happen: it has ended, and its resource and its result are no longer being read. */
export function isSettledView(operation: AsyncOperation): operation is SettledOperation {
  if (operation.status === 'COMPLETED')
    return operation.resource.state !== 'searching' && operation.result.state !== 'reading'
  return operation.status === 'FAILED' || operation.status === 'CANCELLED'
}

/** The view of a snapshot. Omits what changes with every poll, so a poll without news renders nothing. */
export function toAsyncOperation(snapshot: OperationSnapshot): AsyncOperation {
  const {
    resource = NONE,
    result = NONE,
    accepted,
    operation,
    endSeenAt,
    isStuck,
    pollError,
    wake,
  } = snapshot
  const base = { accepted, operation, endSeenAt, isStuck, pollError, connection: toConnection(snapshot) }
  const {
    status = 'PENDING',
    rawStatus = 'PENDING',
    error = { title: rawStatus, fields: [] },
  } = operation ?? {}
  if (status === 'COMPLETED') return { ...base, status, resource, result }
  if (status === 'FAILED') return { ...base, status, error }
  if (status === 'CANCELLED') return { ...base, status }
  if (wake === 'manual' && pollError) return { ...base, status: 'UNAVAILABLE', pollError }
  return (operation ?? accepted) ? { ...base, status, rawStatus } : { ...base, status: 'LOADING' }
}

function toConnection({ pollError, wake }: OperationSnapshot): OperationConnection {
  if (wake === 'manual') return 'paused'
  if (!pollError || wake === 'never') return 'ok'
  if (wake === 'timer') return 'retrying'
  // The remaining `focus` is only set by a 401 or 403.
  return pollError.httpStatus === 403 ? 'forbidden' : 'unauthorized'
}
