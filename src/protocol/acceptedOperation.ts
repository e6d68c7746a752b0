import type { OperationIdentity } from './operationIdentity.ts'

/** What a 202 Accepted gives: an operation to watch. Plain JSON; keep it, send it, hand it to any hook. */
export interface AcceptedOperation extends OperationIdentity {
  /** The key it was accepted under, where one was sent: the same key never starts a second one. */
  readonly idempotencyKey?: string
  /** When the 202 arrived, epoch ms. */
  readonly acceptedAt: number
  /** No poll before this moment, epoch ms. */
  readonly nextPollAt: number
  /** What the 202's own Retry-After asked for, in ms. */
  readonly retryAfterMs?: number
  /** IDs the 202 already names. */
  readonly related?: Readonly<Record<string, string>>
  /** The resource it changes, where the input named it. */
  readonly resourceId?: string
  /** The recipe's `kind`, such as `configuration.create`. */
  readonly kind?: string
  /** A person's word for it: the display name of what is being made. */
  readonly label?: string
  /** What the search for the new resource needs. Never the body. */
  readonly hint?: Readonly<Record<string, string>>
}
