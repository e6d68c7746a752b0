import type { CleanAnswer } from './cleanAnswer.ts'
import { readKeptStatus, toKeptStatus, toPausedStatus, type KeptStatus } from './keptStatus.ts'
import type { ProxySettings } from './proxySettings.ts'
import { Refusal } from './Refusal.ts'
import type { StatusStore } from './StatusStore.ts'
import { DeadlinePassed, withinDeadline } from './withinDeadline.ts'

/** Answers a status read: with what `ask` brings, or with what it brought somebody else. */
export type StatusShare = (key: string, ask: () => Promise<CleanAnswer>) => Promise<CleanAnswer>

/** What one round brought: the answer itself where Twilio was asked, and what is kept for the others. */
interface Round {
  readonly fresh?: CleanAnswer
  readonly kept?: KeptStatus | undefined
}

/** A store that is slower than that is left out. */
const maxStoreMs = 1_000
/** It is asked four times in a round. */
const roundStoreMs = 4 * maxStoreMs
/** While another process asks, its answer may be there after that long. */
const otherAsksMs = 1_000
/** Spread of those who come after the first: a tenth of the wait, and at least that much. */
const minSpreadMs = 1_000

/**
 * Makes one of many who watch an operation. Until the last answer's Retry-After has passed, everybody is given that
 * answer and the rest of the wait, a little longer for each by chance, never shorter. Who comes while Twilio is being
 * asked waits for the same answer. Errors are shared with those who wait for them and not kept; of a 429 or 503 its
 * Retry-After is, and the answer before goes on until then.
 */
export function shareStatus(
  store: StatusStore,
  settings: Pick<ProxySettings, 'now' | 'timeoutMs' | 'onError'>,
): StatusShare {
  const { now, timeoutMs, onError } = settings
  const underWay = new Map<string, Promise<Round>>()

  return async (key, ask) => {
    const joined = underWay.get(key)
    const { fresh, kept } = await (joined === undefined ? begin(key, ask) : join(key, joined))
    if (fresh !== undefined && (joined === undefined || kept === undefined)) return fresh
    return toAnswer(kept)
  }

  function begin(key: string, ask: () => Promise<CleanAnswer>): Promise<Round> {
    const round = play(key, ask).finally(() => underWay.delete(key))
    underWay.set(key, round)
    return round
  }

  async function join(key: string, round: Promise<Round>): Promise<Round> {
    try {
      // In Workers the round dies with the request that began it, and would never end.
      return await withinDeadline(timeoutMs + roundStoreMs, () => round)
    } catch (error) {
      if (error instanceof DeadlinePassed) {
        if (underWay.get(key) === round) underWay.delete(key)
        const detail = `The API did not answer within ${timeoutMs} ms.`
        throw new Refusal(504, 'upstream-timeout', 'Gateway timeout', detail)
      }
      if (!(error instanceof Refusal)) throw error
      throw error.withoutCause()
    }
  }

  async function play(key: string, ask: () => Promise<CleanAnswer>): Promise<Round> {
    const last = readKeptStatus(await quickly(() => store.get(key), undefined), now())
    if (last !== undefined && now() < last.askAgainAt) return { kept: last }

    const turn = `${key} after ${last?.askAgainAt ?? 0}`
    const isOurs = await quickly(() => store.setIfAbsent(turn, '1', timeoutMs + maxStoreMs), true)
    if (!isOurs && last !== undefined) return { kept: { ...last, askAgainAt: now() + otherAsksMs } }

    try {
      const fresh = await ask()
      const kept = toKeptStatus(fresh, last, now())
      await keep(key, kept ?? toPausedStatus(fresh, last, now()))
      return { fresh, kept }
    } catch (error) {
      if (error instanceof Refusal) await keep(key, toPausedStatus(error, last, now()))
      throw error
    } finally {
      // The next one may ask at once, where this round has failed.
      await quickly(() => store.set(turn, '1', 1), undefined)
    }
  }

  async function keep(key: string, kept: KeptStatus | undefined): Promise<void> {
    if (kept === undefined) return
    const ttlMs = Math.max(1, kept.askAgainAt - now()) + (kept.isFinal ? 0 : timeoutMs)
    await quickly(() => store.set(key, JSON.stringify(kept), ttlMs), undefined)
  }

  function toAnswer(kept: KeptStatus | undefined): CleanAnswer {
    const headers = new Headers(kept?.headers.map(([name, value]): [string, string] => [name, value]))
    if (kept !== undefined && !kept.isFinal) {
      const spreadMs = Math.max(minSpreadMs, kept.waitMs / 10) * Math.random()
      const waitMs = Math.max(0, kept.askAgainAt - now()) + spreadMs
      headers.set('Retry-After', String(Math.max(1, Math.ceil(waitMs / 1000))))
    }
    return { status: 200, headers, text: kept?.text ?? '' }
  }

  async function quickly<T>(work: () => T | Promise<T>, otherwise: T): Promise<T> {
    try {
      return await withinDeadline(maxStoreMs, async () => work())
    } catch (error) {
      onError(error)
      return otherwise
    }
  }
}
