import type { AddResult, PollAnswer } from '../../protocol/advance.ts'
import type { LibraryView } from '../../protocol/dialectParts.ts'
import type { OperationDefinition } from '../../protocol/endpoint.ts'
import type { AcceptedOperation, Operation } from '../../protocol/operation.ts'
import type { Resource } from '../../protocol/resource.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { ClientContext } from '../http/clientContext.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import type { submitRequest } from './submitRequest.ts'

/**
 * Any endpoint, whatever its input. Not `Endpoint<unknown>`: an endpoint both takes its input and returns it
 * from `schema`, so no `Endpoint` type contains all others. An endpoint in a journal of an earlier version of
 * the application may have only its `kind`.
 */
export interface AnyEndpoint extends Pick<
  OperationDefinition<never>,
  'kind' | 'api' | 'isDestructive' | 'resource' | 'refreshes'
> {
  readonly version: number
  /** Set by `defineOperation`, for the library only. */
  readonly '~internal': object
}

/** An endpoint that answers 202, from `defineOperation`: its definition, with the defaults filled in. */
export interface Endpoint<TInput, TResult = unknown>
  extends
    Omit<OperationDefinition<TInput, TResult>, 'version' | 'method' | 'path' | 'takesIdempotencyKey'>,
    Pick<AnyEndpoint, 'version' | '~internal'> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: (input: TInput) => string
  readonly takesIdempotencyKey: boolean
}

/**
 * How to send the requests of an endpoint, and how to find its new resource. The functions are part of the
 * endpoint so that pages that only watch do not bundle them.
 */
export interface EndpointParts {
  /** Validates the input once and builds the request. */
  readonly prepare: <TInput>(endpoint: Endpoint<TInput>, input: TInput) => Promise<PreparedRequest>
  readonly send: typeof submitRequest
  /** Reads the new resource from the operation. */
  readonly readResource?: (operation: Operation, accepted?: AcceptedOperation) => Resource
  /** Adds the result to a response that says that the operation has completed, if its endpoint says how. */
  readonly addResult?: AddResult | undefined
  /** After completion: looks the new resource up, if no response names it, and reads the result from its URL. */
  readonly lookUp?:
    | ((snapshot: OperationSnapshot, context: ClientContext, signal: AbortSignal) => Promise<PollAnswer>)
    | undefined
}

/** An endpoint as the library sees it. */
export interface DefinedEndpoint extends AnyEndpoint {
  readonly '~internal': EndpointParts
}

/** The library's view of an endpoint, which a copy such as `{ ...endpoint, path }` has too. */
export const toDefinedEndpoint: LibraryView<AnyEndpoint, DefinedEndpoint> = (endpoint: DefinedEndpoint) =>
  endpoint

/**
 * A stored snapshot whose result this page can still read: at once with `timer`, or when a component asks for it
 * with `manual`. If its endpoint has no `result`, or is not known here, it has none.
 */
export function reopenResult(
  { result, ...snapshot }: OperationSnapshot,
  { endpointOf }: { readonly endpointOf: (kind: string | undefined) => DefinedEndpoint | undefined },
  wake: 'timer' | 'manual',
): OperationSnapshot {
  const canRead = result && endpointOf(snapshot.accepted?.kind)?.['~internal'].addResult
  return canRead ? { ...snapshot, result, wake } : snapshot
}
