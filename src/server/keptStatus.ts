import { createPace } from '../protocol/pace.ts'
import { readRetryAfter } from '../protocol/retryAfter.ts'
import { toWaitMs } from '../protocol/schedule.ts'
import { isFinal } from '../protocol/status.ts'
import type { CleanAnswer } from './cleanAnswer.ts'
import { parseJsonObject } from './parseJsonObject.ts'

/** The last answer about an operation, as it is kept for those who ask next. Plain JSON. */
export interface KeptStatus {
  readonly text: string
  /** Without those that count from the moment of sending: Date and Retry-After. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Until then it is the answer, epoch ms. */
  readonly askAgainAt: number
  readonly waitMs: number
  /** What the API last asked for by itself, ms; 0 where it never did. */
  readonly toldMs: number
  /** Answers in a row that named no time. */
  readonly untold: number
  readonly isFinal: boolean
}

/** The pace of the engine in the browser, without its spread: {@link shareStatus} spreads those who come later. */
const pacing = { pace: createPace({}), random: 0 }
/** What is final stays so; it is kept for those whose own wait is not over yet. */
const finalMs = 60_000
/** An operation is a few kilobytes. */
const maxLetters = 65_536

/** What is kept of an answer; nothing of one that is an error, has no status or is too long. */
export function toKeptStatus(
  answer: CleanAnswer,
  last: KeptStatus | undefined,
  now: number,
): KeptStatus | undefined {
  const { status, text } = answer
  if (status !== 200 || text.length > maxLetters) return undefined
  const word = parseJsonObject(new TextEncoder().encode(text))?.['status']
  if (typeof word !== 'string' || word === '') return undefined

  const retryAfterMs = readRetryAfter(answer.headers, now)
  const untold = retryAfterMs === undefined ? (last?.untold ?? 0) + 1 : 0
  const toldMs = retryAfterMs ?? last?.toldMs ?? 0
  const pendingMs = toWaitMs(
    { retryAfterMs, serverRetryAfterMs: toldMs, answersWithoutRetryAfter: untold },
    pacing,
  )
  const waitMs = isFinal(word) ? Math.max(finalMs, 2 * (last?.waitMs ?? 0)) : pendingMs
  const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'retry-after')
  return { text, headers, askAgainAt: now + waitMs, waitMs, toldMs, untold, isFinal: isFinal(word) }
}

/** After a 429 or 503 the last answer goes on, until the time that the error names. The error itself is not kept. */
export function toPausedStatus(
  { status, headers }: Pick<CleanAnswer, 'status' | 'headers'>,
  last: KeptStatus | undefined,
  now: number,
): KeptStatus | undefined {
  const retryAfterMs = readRetryAfter(headers, now)
  // 0 is no guidance, as in the client.
  if (last === undefined || !retryAfterMs || !(status === 429 || status === 503)) return undefined
  const waitMs = toWaitMs({ retryAfterMs }, pacing)
  return { ...last, askAgainAt: now + waitMs, waitMs }
}

/** What a store gave back, if it is what was put there. */
export function readKeptStatus(value: unknown, now: number): KeptStatus | undefined {
  if (typeof value !== 'string') return undefined
  const kept = parseJsonObject(new TextEncoder().encode(value))
  const { text, headers, askAgainAt, waitMs, toldMs, untold, isFinal: final } = kept ?? {}
  const isWhole =
    typeof text === 'string' &&
    typeof askAgainAt === 'number' &&
    typeof waitMs === 'number' &&
    typeof toldMs === 'number' &&
    typeof untold === 'number' &&
    typeof final === 'boolean'
  // A clock that was set back, here or in another process, must not hold an answer for longer than it was kept for.
  if (!isWhole || !areHeaders(headers) || askAgainAt - now > waitMs) return undefined
  return { text, headers, askAgainAt, waitMs, toldMs, untold, isFinal: final }
}

function areHeaders(value: unknown): value is KeptStatus['headers'] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair: unknown) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'),
    )
  )
}
