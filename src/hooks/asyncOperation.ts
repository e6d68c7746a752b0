import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Failure } from '../protocol/failure.ts'
import type { Operation } from '../protocol/operation.ts'
import type { Problem } from '../protocol/problem.ts'
import type { Resource } from '../protocol/resource.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'

/**
 * How the page stands to the server. `retrying`: the last poll brought nothing, another follows. `unauthorized`: the
 * server wants a sign-in. `forbidden`: this person may not read it. `offline`: the browser has no network. `paused`: nothing is
 * asked by itself any more; `refresh` asks.
 */
export type OperationConnection = 'ok' | 'retrying' | 'unauthorized' | 'forbidden' | 'offline' | 'paused'

/** What is known in every state. */
interface AsyncOperationBase {
  /** What the 202 gave, where the operation was submitted here. */
  readonly accepted: AcceptedOperation | undefined
  /** The server's last good answer. */
  readonly operation: Operation | undefined
  /** When it was seen to end, epoch ms by this browser's clock; `undefined` where nobody was looking. */
  readonly endSeenAt?: number | undefined
  /** PENDING after `stuckAfterMs` of watching, or for that long by the server's own times. */
  readonly isStuck: boolean
  readonly connection: OperationConnection
  /** Why the last poll brought nothing. */
  readonly pollError: Failure | undefined
}

/** An operation as the page may show it: a union that narrows on `status`. */
export type AsyncOperation =
  /** No operation was given. */
  | (AsyncOperationBase & { readonly status: 'IDLE' })
  /** Nothing is known yet. */
  | (AsyncOperationBase & { readonly status: 'LOADING' })
  /** Queued or running; `rawStatus` is the server's own word. */
  | (AsyncOperationBase & { readonly status: 'PENDING'; readonly rawStatus: string })
  | (AsyncOperationBase & { readonly status: 'COMPLETED'; readonly resource: Resource })
  | (AsyncOperationBase & { readonly status: 'FAILED'; readonly error: Problem })
  | (AsyncOperationBase & { readonly status: 'CANCELLED' })
  /** The status cannot be read any more. Not settled, and never a failure: a later answer revives it. */
  | (AsyncOperationBase & { readonly status: 'UNAVAILABLE'; readonly pollError: Failure })

/** An operation that has ended, as `onSettled` is told of it. */
export type SettledOperation = Extract<AsyncOperation, { status: 'COMPLETED' | 'FAILED' | 'CANCELLED' }>

/** Every word `status` can be. */
export type AsyncOperationStatus = AsyncOperation['status']

/** True while it may still run: PENDING, or nothing is known yet. */
export function isPending({ status }: { readonly status: AsyncOperationStatus }): boolean {
  return status === 'PENDING' || status === 'LOADING'
}

/** True where nothing more will happen: it has ended, and its new resource is no longer being looked for. */
export function isSettledView(operation: AsyncOperation): operation is SettledOperation {
  if (operation.status === 'COMPLETED') return operation.resource.state !== 'searching'
  return operation.status === 'FAILED' || operation.status === 'CANCELLED'
}

/** The view of a snapshot. Carries nothing that changes with every poll, so an unchanged poll renders nothing. */
export function toAsyncOperation(snapshot: OperationSnapshot): AsyncOperation {
  const { accepted, operation, resource = NO_RESOURCE, endSeenAt, isStuck, pollError, wake } = snapshot
  const base = { accepted, operation, endSeenAt, isStuck, pollError, connection: toConnection(snapshot) }
  const {
    status = 'PENDING',
    rawStatus = 'PENDING',
    error = { title: rawStatus, fields: [] },
  } = operation ?? {}
  if (status === 'COMPLETED') return { ...base, status, resource }
  if (status === 'FAILED') return { ...base, status, error }
  if (status === 'CANCELLED') return { ...base, status }
  if (wake === 'manual' && pollError) return { ...base, status: 'UNAVAILABLE', pollError }
  return (operation ?? accepted) ? { ...base, status, rawStatus } : { ...base, status: 'LOADING' }
}

const NO_RESOURCE: Resource = { state: 'none' }

function toConnection({ pollError, wake }: OperationSnapshot): OperationConnection {
  if (wake === 'manual') return 'paused'
  if (!pollError || wake === 'never') return 'ok'
  if (wake === 'timer') return 'retrying'
  // Only who is not let in is waited for.
  return pollError.httpStatus === 403 ? 'forbidden' : 'unauthorized'
}
