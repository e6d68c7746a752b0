/** One request for an operation's status, in epoch ms by the server's clock. */
export interface PollLog {
  readonly arrivedAt: number
  /** Just before the answer left: the earliest moment from which its Retry-After can count. */
  readonly answeredAt: number
}

/** All that was asked about one operation. */
export interface OperationLog {
  readonly operationId: string
  readonly acceptedAt: number
  readonly retryAfterMs: number
  readonly polls: readonly PollLog[]
}
