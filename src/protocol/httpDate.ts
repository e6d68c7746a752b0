const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MONTH = `(?<month>${MONTHS.join('|')})`
const TIME = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d|60)`

/** The three forms of an HTTP-date: IMF-fixdate, RFC 850 and asctime (RFC 9110, section 5.6.7). */
const FORMS = [
  String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) ${MONTH} (?<year>\d{4}) ${TIME} GMT`,
  String.raw`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-${MONTH}-(?<year>\d\d) ${TIME} GMT`,
  String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \d]\d) ${TIME} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`))

/**
 * Reads an HTTP-date in any of its three forms.
 *
 * @param now epoch ms; a two-digit year is taken to be at most 50 years ahead of it (RFC 9110, section 5.6.7)
 * @returns epoch ms, or `undefined` for anything else. `Date.parse` would accept far too much.
 */
export function readHttpDate(value: string, now: number): number | undefined {
  for (const form of FORMS) {
    const parts = form.exec(value)?.groups
    if (!parts) continue
    const day = Number(parts['day'])
    const month = MONTHS.indexOf(parts['month'] ?? '')
    const year = toFullYear(parts['year'] ?? '', now)
    const time = [Number(parts['hour']), Number(parts['minute']), Number(parts['second'])] as const
    const midnight = new Date(Date.UTC(year, month, day))
    // The 31st of February would roll over into March.
    if (midnight.getUTCDate() !== day) return undefined
    return Date.UTC(year, month, day, ...time)
  }
  return undefined
}

function toFullYear(digits: string, now: number): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  const thisYear = new Date(now).getUTCFullYear()
  const guess = thisYear - (thisYear % 100) + year
  return guess > thisYear + 50 ? guess - 100 : guess
}
