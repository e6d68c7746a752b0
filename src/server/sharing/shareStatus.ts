import { isFinal } from '../../protocol/operation.ts'
import { createPace } from '../../protocol/pace.ts'
import { readRetryAfter } from '../../protocol/retryAfter.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import { DeadlinePassed, withinDeadline, parseJsonObject } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'
import type { StatusStore } from '../settings/statusStore.ts'
import type { SanitizedResponse } from '../upstream/sanitizeResponse.ts'

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

/** The last response about an operation, as stored for later callers. Plain JSON. */
interface SharedStatus {
  readonly status: number
  readonly text: string
  /** Without Date and Retry-After, which are relative to the time of sending. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The response is used until this time, in epoch ms. */
  readonly nextPollAt: number
  readonly waitMs: number
  /** The last Retry-After of the API, in ms; 0 if it never sent one. */
  readonly serverRetryAfterMs: number
  /** Consecutive responses without a Retry-After. */
  readonly answersWithoutRetryAfter: number
  readonly isFinal: boolean
  /** Whether callers get a Retry-After: in some APIs, a response that has one is not final. */
  readonly saysWait: boolean
}

/** What to store of a response; undefined if it is not shared. */
export type ToShared = (
  answer: SanitizedResponse,
  last: SharedStatus | undefined,
  now: number,
) => SharedStatus | undefined

/** The pace of the client in the browser, without its random spread: {@link shareStatus} adds its own. */
const pacing = { pace: createPace({}), random: 0 }
/** In ms. A final status never changes; it is stored for callers whose own wait has not ended yet. */
const finalMs = 60_000
/** In ms. The response may be the last one, which the proxy cannot see. */
const unknownMs = 5_000
/** Longest response that is stored, in characters. An operation is a few kilobytes. */
const maxChars = 65_536

/** A status in our own words: undefined if it is an error, has no status word or is too long. */
export const toSharedStatus: ToShared = (answer, last, now) => {
  const { status, text } = answer
  if (status !== 200) return undefined
  const word = parseJsonObject(new TextEncoder().encode(text))?.['status']
  if (typeof word !== 'string' || word === '') return undefined
  const shared = toOpenStatus(answer, last, now)
  if (shared === undefined || !isFinal(word)) return shared
  const waitMs = Math.max(finalMs, 2 * (last?.waitMs ?? 0))
  return { ...shared, nextPollAt: now + waitMs, waitMs, isFinal: true, saysWait: false }
}

/**
 * A status in words that the proxy does not know: any 2xx, until its Retry-After, and for at most 5 s if it has
 * none.
 */
export const toSharedAnswer: ToShared = (answer, last, now) => {
  const { status, headers } = answer
  if (status < 200 || status > 299) return undefined
  const shared = toOpenStatus(answer, last && { ...last, serverRetryAfterMs: 0 }, now)
  if (shared === undefined || headers.has('Retry-After')) return shared
  const waitMs = Math.min(shared.waitMs, unknownMs)
  return { ...shared, nextPollAt: now + waitMs, waitMs, saysWait: false }
}

function toOpenStatus(
  answer: SanitizedResponse,
  last: SharedStatus | undefined,
  now: number,
): SharedStatus | undefined {
  const { status, text } = answer
  if (text.length > maxChars) return undefined
  const retryAfterMs = readRetryAfter(answer.headers, now)
  const answersWithoutRetryAfter = retryAfterMs === undefined ? (last?.answersWithoutRetryAfter ?? 0) + 1 : 0
  const serverRetryAfterMs = retryAfterMs ?? last?.serverRetryAfterMs ?? 0
  const waitMs = toWaitMs({ retryAfterMs, serverRetryAfterMs, answersWithoutRetryAfter }, pacing)
  const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'retry-after')
  const nextPollAt = now + waitMs
  const counts = { serverRetryAfterMs, answersWithoutRetryAfter }
  return { status, text, headers, nextPollAt, waitMs, ...counts, isFinal: false, saysWait: true }
}

/** After a 429 or 503, the last response is used until the error's Retry-After. The error is not stored. */
function toPausedStatus(
  { status, headers }: Pick<SanitizedResponse, 'status' | 'headers'>,
  last: SharedStatus | undefined,
  now: number,
): SharedStatus | undefined {
  const retryAfterMs = readRetryAfter(headers, now)
  // A Retry-After of 0 is ignored, as in the client.
  if (last === undefined || !retryAfterMs || !(status === 429 || status === 503)) return undefined
  const waitMs = toWaitMs({ retryAfterMs }, pacing)
  return { ...last, nextPollAt: now + waitMs, waitMs }
}

/** Checks a value from a store; undefined if it is missing, malformed or dated too far ahead. */
function readSharedStatus(value: unknown, now: number): SharedStatus | undefined {
  if (typeof value !== 'string') return undefined
  const stored = parseJsonObject(new TextEncoder().encode(value))
  const { status, text, headers, nextPollAt, waitMs, saysWait } = stored ?? {}
  const { serverRetryAfterMs, answersWithoutRetryAfter, isFinal: final } = stored ?? {}
  const isWhole =
    typeof status === 'number' &&
    /^2[0-9]{2}$/.test(String(status)) &&
    typeof saysWait === 'boolean' &&
    typeof text === 'string' &&
    typeof nextPollAt === 'number' &&
    typeof waitMs === 'number' &&
    typeof serverRetryAfterMs === 'number' &&
    typeof answersWithoutRetryAfter === 'number' &&
    typeof final === 'boolean'
  // If a clock was set back, here or in another process, a response must not be used longer than intended.
  if (!isWhole || !areHeaders(headers) || nextPollAt - now > waitMs) return undefined
  const counts = { serverRetryAfterMs, answersWithoutRetryAfter }
  return { status, text, headers, nextPollAt, waitMs, ...counts, isFinal: final, saysWait }
}

function areHeaders(value: unknown): value is SharedStatus['headers'] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair: unknown) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'),
    )
  )
}
