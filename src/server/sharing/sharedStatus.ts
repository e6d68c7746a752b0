import { isFinal } from '../../protocol/operation.ts'
import { createPace } from '../../protocol/pace.ts'
import { readRetryAfter } from '../../protocol/retryAfter.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import { parseJsonObject } from '../http/body.ts'
import type { SanitizedResponse } from '../upstream/sanitizeResponse.ts'

/** The last response about an operation, as stored for later callers. Plain JSON. */
export interface SharedStatus {
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
  const shared = toShared(answer, last, now)
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
  const shared = toShared(answer, last && { ...last, serverRetryAfterMs: 0 }, now)
  if (shared === undefined || headers.has('Retry-After')) return shared
  const waitMs = Math.min(shared.waitMs, unknownMs)
  return { ...shared, nextPollAt: now + waitMs, waitMs, saysWait: false }
}

function toShared(
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
export function toPausedStatus(
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
export function readSharedStatus(value: unknown, now: number): SharedStatus | undefined {
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
