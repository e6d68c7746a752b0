/** How often and how long to poll. All in ms and above 0; `Infinity` for no limit, except for `minPollMs`. */
export interface PollingLimits {
  /** Shortest wait between two polls, whatever the server says. Default 1 000. */
  readonly minPollMs: number
  /** Longest wait between two polls, whatever the server says. Default 600 000: 10 minutes. */
  readonly maxRetryAfterMs: number
  /**
   * An operation that is still PENDING after being watched this long, or that is this old by the server's own
   * times, counts as stuck: the page says so, and polls are at least 30 seconds apart. Default 300 000: 5 minutes.
   */
  readonly stuckAfterMs: number
  /** Automatic polling stops after an operation has been watched this long. Default 86 400 000: one day. */
  readonly maxWatchMs: number
}

/** All limits of a client. */
export interface ClientLimits extends PollingLimits {
  /** Longest wait for a response, in ms; `Infinity`: no limit. Default 30 000, as in the vendor's client. */
  readonly requestTimeoutMs: number
  /** Concurrent polls per API. Default 6, as many connections as a browser opens to one host. */
  readonly maxConcurrentPolls: number
}

/**
 * Fills in the defaults of a client's limits and checks them.
 *
 * @throws RangeError if a limit is not above 0, or if `minPollMs` is `Infinity` or exceeds `maxRetryAfterMs`
 */
export function createPace({
  minPollMs = 1_000,
  maxRetryAfterMs = 600_000,
  stuckAfterMs = 300_000,
  maxWatchMs = 86_400_000,
  requestTimeoutMs = 30_000,
  maxConcurrentPolls = 6,
}: Partial<ClientLimits>): ClientLimits {
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
    `Limits ${Object.entries(limits).join(' ')}: each must be > 0, minPollMs <= maxRetryAfterMs`,
  )
}
