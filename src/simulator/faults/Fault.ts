import type { Json, JsonObject } from '../http/json.ts'
import type { HttpDateForm } from '../state/clock.ts'
import type { OperationFault } from '../state/Operation.ts'

/**
 * `simulator.fetch` rejects with this if a fault cuts the connection. It looks like the `TypeError` of a
 * browser's `fetch`. A server that wraps the simulator handles it by destroying the socket.
 */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped'

  constructor() {
    super('Failed to fetch')
  }
}

/** A `Retry-After`: seconds, any text as is, or an HTTP date `afterSeconds` after the response. */
export type RetryAfterValue = number | string | { readonly afterSeconds: number; readonly form: HttpDateForm }

/** A fault in the response to any call. `ms` is measured on the simulator's clock. */
export type AnswerFault =
  /** The call takes effect on arrival, and the response comes `ms` later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection is cut before the call takes effect. */
  | { readonly kind: 'dropBefore' }
  /** The connection is cut after the call has taken effect. */
  | { readonly kind: 'dropAfter' }
  /** An error response. The call takes no effect without `effect: true`. Default `code`: 20000 + `status`. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code?: number
      readonly message?: string
      readonly retryAfter?: RetryAfterValue
      readonly effect?: boolean
      readonly body?: Json
    }
  /** Replaces `Retry-After`; `null` removes it. */
  | { readonly kind: 'retryAfter'; readonly value: RetryAfterValue | null }
  /** Sets headers; `null` removes one. */
  | { readonly kind: 'headers'; readonly set: Readonly<Record<string, string | null>> }
  /** Sets or removes top-level keys of the JSON body. */
  | { readonly kind: 'json'; readonly set?: JsonObject; readonly remove?: readonly string[] }
  /** Cuts the body off after `bytes` bytes (default: half of them). */
  | { readonly kind: 'truncated'; readonly bytes?: number }
  /** A body that is not JSON, with the usual content type. Default: a short HTML error page. */
  | { readonly kind: 'malformed'; readonly text?: string }
  /** Replaces `Content-Type`; `null` removes it. */
  | { readonly kind: 'contentType'; readonly value: string | null }
  /** Adds `bytes` bytes of padding to the JSON body. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** A redirect instead of the call. Default status 302. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }

/** One fault. */
export type Fault = AnswerFault | OperationFault

const OPERATION_KINDS: readonly string[] = [
  'stuck',
  'fail',
  'cancel',
  'takes',
  'word',
  'related',
  'hidden',
  'late',
  'expire',
  'provisioning',
] satisfies OperationFault['kind'][]

/** Whether a fault affects the operation rather than the response. */
export function isOperationFault(fault: Fault): fault is OperationFault {
  return OPERATION_KINDS.includes(fault.kind)
}
