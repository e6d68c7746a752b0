import { isFinal } from '../../protocol/operation.ts'
import { createPace } from '../../protocol/pace.ts'
import { readRetryAfter } from '../../protocol/retryAfter.ts'
import { toWaitMs } from '../../protocol/schedule.ts'
import { parseJsonObject } from '../http/body.ts'
import type { SanitizedResponse } from '../upstream/sanitizeResponse.ts'

/** The last response about an operation, as stored for later callers. Plain JSON. */
export interface SharedStatus {
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
}

/** The pace of the client in the browser, without its random spread: {@link shareStatus} adds its own. */
const pacing = { pace: createPace({}), random: 0 }
/** In ms. A final status never changes; it is stored for callers whose own wait has not ended yet. */
const finalMs = 60_000
/** Longest response that is stored, in characters. An operation is a few kilobytes. */
const maxChars = 65_536

/** What to store of a response; undefined if it is an error, has no status or is too long. */
export function toSharedStatus(
  answer: SanitizedResponse,
  last: SharedStatus | undefined,
  now: number,
): SharedStatus | undefined {
  const { status, text } = answer
  if (status !== 200 || text.length > maxChars) return undefined
  const word = parseJsonObject(new TextEncoder().encode(text))?.['status']
  if (typeof word !== 'string' || word === '') return undefined

  const retryAfterMs = readRetryAfter(answer.headers, now)
  const answersWithoutRetryAfter = retryAfterMs === undefined ? (last?.answersWithoutRetryAfter ?? 0) + 1 : 0
  const serverRetryAfterMs = retryAfterMs ?? last?.serverRetryAfterMs ?? 0
  const pendingMs = toWaitMs({ retryAfterMs, serverRetryAfterMs, answersWithoutRetryAfter }, pacing)
  const waitMs = isFinal(word) ? Math.max(finalMs, 2 * (last?.waitMs ?? 0)) : pendingMs
  const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'retry-after')
  return {
    text,
    headers,
    nextPollAt: now + waitMs,
    waitMs,
    serverRetryAfterMs,
    answersWithoutRetryAfter,
    isFinal: isFinal(word),
  }
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
  const {
    text,
    headers,
    nextPollAt,
    waitMs,
    serverRetryAfterMs,
    answersWithoutRetryAfter,
    isFinal: final,
  } = stored ?? {}
  const isWhole =
    typeof text === 'string' &&
    typeof nextPollAt === 'number' &&
    typeof waitMs === 'number' &&
    typeof serverRetryAfterMs === 'number' &&
    typeof answersWithoutRetryAfter === 'number' &&
    typeof final === 'boolean'
  // If a clock was set back, here or in another process, a response must not be used longer than intended.
  if (!isWhole || !areHeaders(headers) || nextPollAt - now > waitMs) return undefined
  return { text, headers, nextPollAt, waitMs, serverRetryAfterMs, answersWithoutRetryAfter, isFinal: final }
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
