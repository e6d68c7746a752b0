/** The three forms in which HTTP writes a date (RFC 9110, section 5.6.7). */
export type HttpDateForm = 'imf' | 'rfc850' | 'asctime'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Writes an instant (epoch ms) as an HTTP date; fractions of a second are dropped, as the format has none. */
export function httpDate(epochMs: number, form: HttpDateForm = 'imf'): string {
  const date = new Date(epochMs)
  const imf = date.toUTCString()
  if (form === 'imf') return imf
  const [weekday = '', day = '', month = '', year = '', time = ''] = imf.replace(',', '').split(' ')
  if (form === 'rfc850') return `${DAYS[date.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`
  return `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
}
