/** One poll of an operation. Times are epoch ms on the server's clock. */
export interface PollLog {
  readonly arrivedAt: number
  /** Just before the response was sent: the earliest time from which its Retry-After can count. */
  readonly answeredAt: number
}

/** All polls of one operation. */
export interface OperationLog {
  readonly operationId: string
  readonly acceptedAt: number
  readonly retryAfterMs: number
  readonly polls: readonly PollLog[]
}
