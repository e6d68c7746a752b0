/** How fast and how long to ask. All in milliseconds. */
export interface Pace {
  /** Never faster than this, whatever the server says. */
  readonly minPollMs: number
  /** Never slower than this, whatever the server says. */
  readonly maxRetryAfterMs: number
  /** PENDING for longer than this is stuck: the person is told, and polling slows. */
  readonly stuckAfterMs: number
  /** After this long we stop asking by ourselves. */
  readonly maxWatchMs: number
}

/** setTimeout turns anything above 2³¹−1 ms into 1 ms, a long wait into a storm (HTML, "timer initialisation steps"). */
const MAX_TIMER_MS = 2 ** 31 - 1

const DEFAULT_PACE: Pace = {
  minPollMs: 1_000,
  maxRetryAfterMs: 600_000,
  stuckAfterMs: 300_000,
  maxWatchMs: 86_400_000,
}

/**
 * Completes and checks a pace.
 *
 * @throws RangeError for a number that is not finite or not above zero, or where the minimum exceeds the maximum
 */
export function createPace(options: Partial<Pace> = {}): Pace {
  const pace = { ...DEFAULT_PACE }
  for (const name of ['minPollMs', 'maxRetryAfterMs', 'stuckAfterMs', 'maxWatchMs'] as const) {
    const value = options[name]
    if (value === undefined) continue
    if (!Number.isFinite(value) || value <= 0) {
      throw new RangeError(`${name} is ${value}. It must be a number of milliseconds above zero.`)
    }
    pace[name] = Math.min(value, MAX_TIMER_MS)
  }
  if (pace.minPollMs > pace.maxRetryAfterMs) {
    throw new RangeError(
      `minPollMs (${pace.minPollMs}) is above maxRetryAfterMs (${pace.maxRetryAfterMs}). Lower the first or raise the second.`,
    )
  }
  return pace
}
