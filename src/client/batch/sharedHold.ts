import type { RequestFailure } from '../../protocol/failure.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import { sleep } from '../http/abort.ts'
import type { ClientContext } from '../http/clientContext.ts'

/** The wait that one 429 imposes on all requests of a batch, by a monotonic clock. */
export interface SharedHold {
  readonly isHeld: () => boolean
  /** Waits for at least `ms` from now. */
  readonly extend: (ms: number, signal: AbortSignal) => void
  /** The engine, but a 429 to one request delays the retries of all. */
  readonly share: (engine: ClientEngine, session: AbortSignal) => ClientEngine
}

/** How long, in ms, a 429 delays all requests of a batch. */
export function toRateWait(
  { retryAfterMs }: RequestFailure,
  failures: number,
  context: ClientContext,
): number {
  return toWaitMs({ retryAfterMs, failures }, { pace: context.pace, random: context.random() })
}

/** @param onChange called when a wait begins, and when it is over */
export function createSharedHold(onChange: () => void): SharedHold {
  let until = 0
  const leftMs = () => until - performance.now()

  async function untilOver(signal: AbortSignal | undefined) {
    // oxlint-disable-next-line no-await-in-loop -- It may be extended meanwhile.
    while (leftMs() > 0) await sleep(leftMs(), signal)
  }

  function extend(ms: number, signal: AbortSignal) {
    const wasHeld = leftMs() > 0
    until = Math.max(until, performance.now() + ms)
    if (wasHeld) return
    onChange()
    untilOver(signal).then(onChange, () => undefined)
  }

  return {
    isHeld: () => leftMs() > 0,
    extend,
    share: (engine, session) => ({
      ...engine,
      send: (endpoint, request, options) =>
        engine.send(endpoint, request, {
          ...options,
          onWait: (ms, { kind }) => kind === 'rateLimited' && extend(ms, session),
          async mayGoOn() {
            await untilOver(options?.signal).catch(() => undefined)
            return options?.mayGoOn?.() ?? true
          },
        }),
    }),
  }
}
