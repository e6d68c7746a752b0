import { readHttpDate } from './httpDate.ts'

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): delta-seconds or an HTTP-date in any of its three forms.
 * A date is measured against the answer's own `Date`, so a wrong clock on either side does not matter.
 *
 * @param now epoch ms, used where the answer has no `Date`
 * @returns milliseconds to wait, or `undefined` where the header is absent, junk, negative or in the past
 */
export function readRetryAfter(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const retryAt = readHttpDate(value, now)
  if (retryAt === undefined) return undefined
  const sentAt = readHttpDate(headers.get('date')?.trim() ?? '', now) ?? now
  return retryAt > sentAt ? retryAt - sentAt : undefined
}
