import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Failure } from '../protocol/failure.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { Resource } from '../protocol/resource.ts'
import type { OperationStatus } from '../protocol/status.ts'

/** What every event says. */
interface OperationEventBase extends OperationIdentity {
  /** Epoch ms. */
  readonly at: number
}

/** Something that happened to an operation, for logs and measurements. Plain JSON; holds no body and no credentials. */
export type OperationEvent =
  /** A 202 arrived. */
  | (OperationEventBase & { readonly type: 'accepted'; readonly accepted: AcceptedOperation })
  /** This page asked, and an answer came. */
  | (OperationEventBase & {
      readonly type: 'polled'
      /** The last status that could be read; absent until there is one. */
      readonly status: OperationStatus | undefined
      /** Why this poll brought nothing. */
      readonly failure: Failure | undefined
      /** What the answer asked to wait, in ms. */
      readonly retryAfterMs: number | undefined
      /** What is really waited, in ms. */
      readonly waitMs: number
    })
  /** Another operation's 429 holds this one back, for so long. */
  | (OperationEventBase & { readonly type: 'held'; readonly waitMs: number })
  /** The server's word changed. */
  | (OperationEventBase & {
      readonly type: 'transition'
      readonly from: string | undefined
      readonly to: string
    })
  /** PENDING after `stuckAfterMs` of watching, or for that long by the server's own times. */
  | (OperationEventBase & { readonly type: 'stuck' })
  /** Its status cannot be read any more; nothing is asked by itself. */
  | (OperationEventBase & { readonly type: 'unreachable'; readonly failure: Failure })
  /** Watched for `maxWatchMs` and still PENDING; nothing is asked by itself any more. */
  | (OperationEventBase & { readonly type: 'paused' })
  /** It ended, and its new resource is no longer being looked for. */
  | (OperationEventBase & {
      readonly type: 'settled'
      readonly status: Exclude<OperationStatus, 'PENDING'>
      readonly resource: Resource | undefined
    })
