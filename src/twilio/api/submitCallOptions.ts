/** What every call that starts an operation takes. */
export interface SubmitCallOptions {
  /** A UUID; made for you where left out. Keep it to try the same intent again later. */
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
}
