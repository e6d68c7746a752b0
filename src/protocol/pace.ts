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
  checkLimits(pace)
  if (minPollMs <= maxRetryAfterMs && minPollMs < Infinity) return pace
  throw new RangeError(`minPollMs is ${minPollMs}: give at most maxRetryAfterMs`)
}

/** @throws RangeError naming the first that is not above zero. `Infinity` is: it means that there is no such limit. */
export function checkLimits(limits: object) {
  for (const [name, value] of Object.entries(limits)) {
    if (!(value > 0))
      throw new RangeError(`${name} is ${value}: give a number above 0, or Infinity for no limit`)
  }
}
