/** What every call that starts an operation takes. */
export interface SubmitCallOptions {
  /** A UUID; made for you where left out. Keep it to try the same intent again later. */
  readonly idempotencyKey?: string | undefined
  /** True where an earlier call under this key ended `unclear`: a 4xx is then no clear no. */
  readonly isUnclear?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}
