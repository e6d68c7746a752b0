/** How fast and how long to ask. All in milliseconds, above 0; `Infinity` for no limit, but not for the first. */
export interface Pace {
  /** Never faster than this, whatever the server says. Default 1 000. */
  readonly minPollMs: number
  /** Never slower than this, whatever the server says. Default 600 000: 10 minutes. */
  readonly maxRetryAfterMs: number
  /**
   * PENDING after this much of watching, or for this long by the server's own times, is stuck: the person is told, and
   * polling slows. Default 300 000: 5 minutes.
   */
  readonly stuckAfterMs: number
  /** After this much of watching nothing is asked by itself any more. Default 86 400 000: a day. */
  readonly maxWatchMs: number
}

/** All limits of a client. */
export interface Limits extends Pace {
  /** Longest wait for one answer, in ms; `Infinity` for no limit. Default 30 000, as the vendor's own client. */
  readonly requestTimeoutMs: number
  /** Polls under way at once, per API. Default 6, as many connections as a browser opens to one host. */
  readonly maxConcurrentPolls: number
}

/**
 * Completes and checks the limits of a client.
 *
 * @throws RangeError for anything that is not above zero, or where the shortest wait exceeds the longest
 */
export function createPace({
  minPollMs = 1_000,
  maxRetryAfterMs = 600_000,
  stuckAfterMs = 300_000,
  maxWatchMs = 86_400_000,
  requestTimeoutMs = 30_000,
  maxConcurrentPolls = 6,
}: Partial<Limits>): Limits {
  const limits = {
    minPollMs,
    maxRetryAfterMs,
    stuckAfterMs,
    maxWatchMs,
    requestTimeoutMs,
    maxConcurrentPolls,
  }
  const isSound = Object.values(limits).every((limit) => limit > 0)
  if (isSound && minPollMs <= maxRetryAfterMs && minPollMs < Infinity) return limits
  throw new RangeError(
    `Bad limits ${Object.entries(limits).join(' ')}: each above 0 (Infinity for none), minPollMs <= maxRetryAfterMs`,
  )
}
