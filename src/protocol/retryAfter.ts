import { readHttpDate } from './httpDate.ts'

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): delta-seconds, also with a fraction as some send them, or an
 * HTTP-date in any of its three forms. A date is measured against the answer's own `Date`, and the `Age` that a cache
 * adds to it, so a wrong clock on either side does not matter.
 *
 * @param now epoch ms, used where the answer has no `Date`
 * @returns milliseconds to wait, or `undefined` where the header is absent, junk, negative or in the past
 */
export function readRetryAfter(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const value = headers.get('retry-after')
  if (!value) return undefined
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), 2 ** 53 - 1)
  const retryAt = readHttpDate(value, now) ?? 0
  const sentAt = readSentAt(headers, now) ?? now
  return retryAt > sentAt ? retryAt - sentAt : undefined
}

/**
 * When an answer left the server or the cache that kept it, epoch ms by the server's clock; `undefined` where it does
 * not say.
 */
export function readSentAt(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const madeAt = readHttpDate(headers.get('date') ?? '', now)
  const ageMs = Math.max(0, Number(headers.get('age')) || 0) * 1000
  return madeAt === undefined ? undefined : madeAt + ageMs
}
