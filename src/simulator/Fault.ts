import type { HttpDateForm } from './httpDate.ts'
import type { Json, JsonObject } from './Json.ts'

/** Where `related` (the IDs of what an operation touches) is sent: on the 202, on the operation, on both, nowhere. */
export type RelatedPlace = 'both' | 'accepted' | 'operation' | 'none'

/** A `Retry-After`: seconds, any text as it is, or an HTTP date so many seconds after the answer. */
export type RetryAfterValue = number | string | { readonly afterSeconds: number; readonly form: HttpDateForm }

/** The `error` of a FAILED operation. What is left out is filled in as the API in question writes it. */
export interface OperationError {
  readonly type?: string
  readonly title?: string
  readonly detail?: string
  /** Conversations only. */
  readonly status?: number
  /** Conversations only. */
  readonly instance?: string
  /** Memory only. */
  readonly code?: number
}

/** What may happen to the answer of any call. `ms` are of the simulator's clock. */
export type AnswerFault =
  /** The call is done on arrival and answered later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection is cut, and the call had no effect. */
  | { readonly kind: 'dropBefore' }
  /** The connection is cut after the call took effect. */
  | { readonly kind: 'dropAfter' }
  /** An error answer. Without `effect: true` the call is not carried out. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code?: number
      readonly message?: string
      readonly retryAfter?: RetryAfterValue
      readonly effect?: boolean
      readonly body?: Json
    }
  /** Another `Retry-After`; `null` takes it away. */
  | { readonly kind: 'retryAfter'; readonly value: RetryAfterValue | null }
  /** Headers set, or with `null` taken away. */
  | { readonly kind: 'headers'; readonly set: Readonly<Record<string, string | null>> }
  /** Top-level keys of the JSON answer set or removed. */
  | { readonly kind: 'json'; readonly set?: JsonObject; readonly remove?: readonly string[] }
  /** The body breaks off after so many bytes (default: half of them). */
  | { readonly kind: 'truncated'; readonly bytes?: number }
  /** A body that is not JSON, under the usual content type. */
  | { readonly kind: 'malformed'; readonly text?: string }
  /** Another `Content-Type`; `null` takes it away. */
  | { readonly kind: 'contentType'; readonly value: string | null }
  /** So many bytes of padding inside the JSON answer. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** A redirect instead of the call. Default status 302. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }

/** What may happen to the operation a call starts. Only calls that answer 202 start one. */
export type OperationFault =
  /** PENDING for ever. */
  | { readonly kind: 'stuck' }
  /** Ends FAILED, without effect. */
  | { readonly kind: 'fail'; readonly error?: OperationError }
  /** Ends CANCELLED, without effect. */
  | { readonly kind: 'cancel' }
  /** Takes so long. */
  | { readonly kind: 'takes'; readonly ms: number }
  /** Says this word until it ends. */
  | { readonly kind: 'word'; readonly word: string }
  /** Sends `related` only there. */
  | { readonly kind: 'related'; readonly where: RelatedPlace }
  /** Cannot be read (404) for so long. */
  | { readonly kind: 'hidden'; readonly ms: number }
  /** Its resource shows up so long after the end. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Cannot be read any more (404) from so long after the 202. */
  | { readonly kind: 'expire'; readonly afterMs: number }
  /** Its store becomes ACTIVE, or FAILED, so long after the end. */
  | { readonly kind: 'provisioning'; readonly ms?: number; readonly outcome?: 'ACTIVE' | 'FAILED' }

/** One thing going wrong. */
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

/** Whether a fault is about the operation, not about the answer. */
export function isOperationFault(fault: Fault): fault is OperationFault {
  return OPERATION_KINDS.includes(fault.kind)
}
