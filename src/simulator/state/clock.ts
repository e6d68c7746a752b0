/** The simulator's clock. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Moves the clock forward and resolves every wait that is over. */
  advance(ms: number): void
  /** Resolves at `until` (epoch ms), or now if past. Rejects with the signal's reason if it aborts. */
  waitUntil(until: number, signal: AbortSignal): Promise<void>
  /** Returns to the time of the source and resolves every wait. */
  reset(): void
}

/** `read` gives epoch ms. Waits end by timers or, with `virtual: true`, only on `advance`. */
export interface ClockSource {
  readonly virtual: boolean
  readonly read: () => number
}

/** A Monday morning. */
const START_AT = Date.UTC(2026, 0, 5, 9)

/** Reads the `clock` and `startAt` of a simulator's options. */
export function createClockSource(
  clock: 'system' | 'virtual' | (() => number) = 'system',
  startAt = START_AT,
): ClockSource {
  const read = typeof clock === 'function' ? clock : clock === 'virtual' ? () => startAt : () => Date.now()
  return { virtual: clock !== 'system', read }
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** Creates a clock. `advance` also works on a real one, which then runs ahead of its source. */
export function createClock(source: ClockSource): Clock {
  let offsetMs = 0
  const sleepers = new Set<Sleeper>()
  const now = () => source.read() + offsetMs

  return {
    now,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) {
        throw new RangeError(
          `advance(${ms}): the clock only moves forward. Pass a number of milliseconds, 0 or more.`,
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

/** The three HTTP date formats (RFC 9110, section 5.6.7). */
export type HttpDateForm = 'imf' | 'rfc850' | 'asctime'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Formats a time (epoch ms) as an HTTP date. Drops fractions of a second, which the format does not have. */
export function httpDate(epochMs: number, form: HttpDateForm = 'imf'): string {
  const date = new Date(epochMs)
  const imf = date.toUTCString()
  if (form === 'imf') return imf
  const [weekday = '', day = '', month = '', year = '', time = ''] = imf.replace(',', '').split(' ')
  if (form === 'rfc850') return `${DAYS[date.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`
  return `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
}
