/** The simulator's own time. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Moves the time on and wakes every wait that this ends. */
  advance(ms: number): void
  /** Resolves at that instant (epoch ms), at once when it is past; rejects with the signal's reason when it aborts. */
  waitUntil(until: number, signal: AbortSignal): Promise<void>
  /** Back to the first instant, with nothing waiting. */
  reset(): void
}

/** A real clock is `virtual: false`: it runs by `read` and by timers. A virtual one stands still but for `advance`. */
export interface ClockSource {
  readonly virtual: boolean
  readonly read: () => number
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** Makes a clock. `advance` works on a real one too: it goes on from there, ahead of the source. */
export function createClock(source: ClockSource): Clock {
  let offsetMs = 0
  const sleepers = new Set<Sleeper>()
  const now = () => source.read() + offsetMs

  return {
    now,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) {
        throw new RangeError(
          `advance(${ms}): the clock goes forward only. Give a number of milliseconds, 0 or more.`,
        )
      }
      offsetMs += ms
      for (const sleeper of [...sleepers].toSorted((a, b) => a.until - b.until)) {
        if (sleeper.until <= now()) sleeper.wake()
      }
    },
    waitUntil(until, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason)
          return
        }
        if (until <= now()) {
          resolve()
          return
        }
        const leave = () => {
          clearTimeout(timer)
          sleepers.delete(sleeper)
          signal.removeEventListener('abort', abort)
        }
        const abort = () => {
          leave()
          reject(signal.reason)
        }
        const sleeper = {
          until,
          wake: () => {
            leave()
            resolve()
          },
        }
        const timer = source.virtual ? undefined : setTimeout(sleeper.wake, until - now())
        sleepers.add(sleeper)
        signal.addEventListener('abort', abort)
      })
    },
    reset() {
      offsetMs = 0
      for (const sleeper of sleepers) sleeper.wake()
    },
  }
}
