/** IMF-fixdate and RFC 850 (RFC 9110, section 5.6.7): they differ only in their separators and in the year. */
const DAY_FIRST = /^\w{3,9}, ([ \d]\d)[ -](\w{3})[ -](\d\d|\d{4}) (\d\d:\d\d:(?:[0-5]\d|60)) GMT$/
/** asctime. */
const MONTH_FIRST = /^\w{3} (\w{3}) ([ \d]\d) (.{8}) (\d{4})$/

/**
 * Reads an HTTP-date in any of its three forms. `Date.parse` alone would accept far too much.
 *
 * @param now epoch ms; a two-digit year is taken to be at most 50 years ahead of it (RFC 9110, section 5.6.7)
 * @returns epoch ms, or `undefined` for anything else
 */
export function readHttpDate(value: string, now: number): number | undefined {
  const [, day, month, year = '', time] =
    DAY_FIRST.exec(value.replace(MONTH_FIRST, 'Day, $2 $1 $4 $3 GMT')) ?? []
  // A leap second is the 60th, which Date.parse does not know.
  const at = Date.parse(`${day} ${month} ${toFullYear(year, now)} ${time?.replace(/60$/, '59')} GMT`)
  // The 31st of February would roll over into March.
  return new Date(at).getUTCDate() === Number(day) ? at : undefined
}

function toFullYear(year: string, now: number): string | number {
  const latest = new Date(now).getUTCFullYear() + 50
  return year.length > 2 ? year : latest - ((latest - Number(year)) % 100)
}
