/** How fast and how long to ask. All in milliseconds. */
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

/**
 * setTimeout turns anything above 2³¹−1 ms into 1 ms, a long wait into a storm (HTML, "timer initialisation steps"). Half
 * of it, 12 days, leaves room for what chance adds.
 */
const MAX_WAIT_MS = 2 ** 30

/**
 * Completes and checks a pace.
 *
 * @throws RangeError for anything that is not above zero, or where the minimum exceeds the maximum
 */
export function createPace({
  minPollMs = 1_000,
  maxRetryAfterMs = 600_000,
  stuckAfterMs = 300_000,
  maxWatchMs = 86_400_000,
}: Partial<Pace>): Pace {
  const pace = { minPollMs, maxRetryAfterMs, stuckAfterMs, maxWatchMs }
  const isSound =
    Object.values(pace).every((ms) => ms > 0 && ms < MAX_WAIT_MS) && minPollMs <= maxRetryAfterMs
  if (isSound) return pace
  throw new RangeError(`Bad pace ${JSON.stringify(pace)}: 0 < minPollMs <= maxRetryAfterMs`)
}
