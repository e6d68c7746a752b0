import { DeadlinePassed, withinDeadline } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'
import type { StatusStore } from '../settings/statusStore.ts'
import type { SanitizedResponse } from '../upstream/sanitizeResponse.ts'
import { readSharedStatus, toPausedStatus } from './sharedStatus.ts'
import type { SharedStatus, ToShared } from './sharedStatus.ts'

/** Returns the response to a status read: from `ask`, or from the `ask` of another caller. */
export type StatusShare = (key: string, ask: () => Promise<SanitizedResponse>) => Promise<SanitizedResponse>

/** The result of one round: `fresh` is the response if the API was polled, `shared` is stored for others. */
interface Round {
  readonly fresh?: SanitizedResponse
  readonly shared?: SharedStatus | undefined
}

/** A call to the store that takes longer, in ms, is ignored. */
const maxStoreMs = 1_000
/** A round calls the store up to four times. */
const roundStoreMs = 4 * maxStoreMs
/** The Retry-After for callers while another process is polling, in ms. */
const otherAsksMs = 1_000
/** Later callers are spread over a tenth of the wait, and over at least this many ms. */
const minSpreadMs = 1_000

/**
 * Combines the polls of all viewers of an operation. Until the Retry-After of the last response has passed,
 * every caller gets that response and the rest of the wait, randomly a little longer but never shorter.
 * Callers that arrive during a poll wait for its response. Errors go to the waiting callers and are not
 * stored. After a 429 or 503 with a Retry-After, the previous response is used until that has passed.
 */
export function shareStatus(
  store: StatusStore,
  settings: Pick<ProxySettings, 'now' | 'timeoutMs' | 'onError'>,
  toShared: ToShared,
): StatusShare {
  const { now, timeoutMs, onError } = settings
  const underWay = new Map<string, Promise<Round>>()

  return async (key, ask) => {
    const joined = underWay.get(key)
    const { fresh, shared } = await (joined === undefined ? begin(key, ask) : join(key, joined))
    if (fresh !== undefined && (joined === undefined || shared === undefined)) return fresh
    return toAnswer(shared)
  }

  function begin(key: string, ask: () => Promise<SanitizedResponse>): Promise<Round> {
    const round = play(key, ask).finally(() => underWay.delete(key))
    underWay.set(key, round)
    return round
  }

  async function join(key: string, round: Promise<Round>): Promise<Round> {
    try {
      // In Workers, a round dies with the request that started it, and its promise would never settle.
      return await withinDeadline(timeoutMs + roundStoreMs, () => round)
    } catch (error) {
      if (error instanceof DeadlinePassed) {
        if (underWay.get(key) === round) underWay.delete(key)
        const detail = `The API did not respond within ${timeoutMs} ms.`
        throw new ProxyError(504, 'upstream-timeout', 'Gateway timeout', detail)
      }
      if (!(error instanceof ProxyError)) throw error
      throw error.withoutCause()
    }
  }

  async function play(key: string, ask: () => Promise<SanitizedResponse>): Promise<Round> {
    const last = readSharedStatus(await quickly(() => store.get(key), undefined), now())
    if (last !== undefined && now() < last.nextPollAt) return { shared: last }

    const turn = `${key} after ${last?.nextPollAt ?? 0}`
    const isOurs = await quickly(() => store.setIfAbsent(turn, '1', timeoutMs + maxStoreMs), true)
    if (!isOurs && last !== undefined) return { shared: { ...last, nextPollAt: now() + otherAsksMs } }

    try {
      const fresh = await ask()
      const shared = toShared(fresh, last, now())
      await share(key, shared ?? toPausedStatus(fresh, last, now()))
      return { fresh, shared }
    } catch (error) {
      if (error instanceof ProxyError) await share(key, toPausedStatus(error, last, now()))
      throw error
    } finally {
      // Release the turn: after a failed round, the next caller may poll at once.
      await quickly(() => store.set(turn, '1', 1), undefined)
    }
  }

  async function share(key: string, shared: SharedStatus | undefined): Promise<void> {
    if (shared === undefined) return
    const ttlMs = Math.max(1, shared.nextPollAt - now()) + (shared.isFinal ? 0 : timeoutMs)
    await quickly(() => store.set(key, JSON.stringify(shared), ttlMs), undefined)
  }

  function toAnswer(shared: SharedStatus | undefined): SanitizedResponse {
    const headers = new Headers(shared?.headers.map(([name, value]): [string, string] => [name, value]))
    if (shared?.saysWait === true) {
      const spreadMs = Math.max(minSpreadMs, shared.waitMs / 10) * Math.random()
      const waitMs = Math.max(0, shared.nextPollAt - now()) + spreadMs
      headers.set('Retry-After', String(Math.max(1, Math.ceil(waitMs / 1000))))
    }
    return { status: shared?.status ?? 200, headers, text: shared?.text ?? '' }
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
