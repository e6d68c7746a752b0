import { toIso } from './toIso.ts'
import { toLocale } from './toLocale.ts'

/**
 * A moment as a person reads it, in the browser's time zone: `Nov 24, 2025, 8:20:05 AM`. Empty for what is no moment.
 *
 * @param at epoch ms
 * @param locale BCP 47; `undefined` is the browser's own
 * @param part only the date, or only the time without seconds
 */
export function formatInstant(at: number, locale: string | undefined, part?: 'date' | 'time'): string {
  if (toIso(at) === undefined) return ''
  return new Intl.DateTimeFormat(toLocale(locale), STYLES[part ?? 'both']).format(at)
}

const STYLES = {
  both: { dateStyle: 'medium', timeStyle: 'medium' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
