/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): delta-seconds, also with a fraction as some servers send
 * it, or an HTTP-date in any of its three formats. A date is compared with the response's own `Date` plus the
 * `Age` that a cache adds, so a wrong clock on either side does not matter.
 *
 * @param now epoch ms, used if the response has no `Date`
 * @returns milliseconds to wait, or `undefined` if the header is absent, malformed, negative or in the past
 */
export function readRetryAfter(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const value = headers.get('retry-after')
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), 2 ** 53 - 1)
  const retryAt = readHttpDate(value, now) ?? 0
  const sentAt = readSentAt(headers, now) ?? now
  return retryAt > sentAt ? retryAt - sentAt : undefined
}

/**
 * When a response left the server, or the cache that stored it, in epoch ms by the server's clock;
 * `undefined` without a valid `Date`.
 */
export function readSentAt(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const madeAt = readHttpDate(headers.get('date') ?? '', now)
  const ageMs = Math.max(0, Number(headers.get('age')) || 0) * 1000
  return madeAt === undefined ? undefined : madeAt + ageMs
}

/** IMF-fixdate and RFC 850 (RFC 9110, section 5.6.7): they differ only in the separators and the year. */
const DAY_FIRST = /^\w{3,9}, ([ \d]\d)[ -](\w{3})[ -](\d\d|\d{4}) (\d\d:\d\d:([0-5]\d|60)) GMT$/
/** asctime. */
const MONTH_FIRST = /^\w{3} (\w{3}) ([ \d]\d) (.{8}) (\d{4})$/

/**
 * Reads an HTTP-date in any of its three formats. `Date.parse` alone would accept far too much.
 *
 * @param now epoch ms; a two-digit year is taken to be at most 50 years ahead of it (RFC 9110, section 5.6.7)
 * @returns epoch ms, or `undefined` for anything else
 */
export function readHttpDate(value: string, now: number): number | undefined {
  const [, day, month, year = '', time] =
    DAY_FIRST.exec(value.replace(MONTH_FIRST, 'Day, $2 $1 $4 $3 GMT')) ?? []
  // Date.parse does not accept a leap second (:60).
  const at = Date.parse(`${day} ${month} ${toFullYear(year, now)} ${time?.replace(/60$/, '59')} GMT`)
  // The 31st of February would roll over into March.
  return new Date(at).getUTCDate() === Number(day) ? at : undefined
}

function toFullYear(year: string, now: number): string | number {
  const latest = new Date(now).getUTCFullYear() + 50
  return year.length > 2 ? year : latest - ((latest - Number(year)) % 100)
}
