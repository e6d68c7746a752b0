import { toIso } from '../../protocol/json.ts'
import { keepFormatters } from '../messages/locale.ts'

/**
 * How short a unit of time may be. A single letter is clear in English, but `5 m` in German means five
 * metres.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
const unitStyle = /* @__PURE__ */ keepFormatters((locale) =>
  new Intl.NumberFormat(locale).resolvedOptions().locale.startsWith('en') ? 'narrow' : 'short',
)
const unitFormat = /* @__PURE__ */ keepFormatters(
  (locale, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unitStyle(locale) }),
)
const listFormat = /* @__PURE__ */ keepFormatters(
  (locale) => new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }),
)
const agoFormat = /* @__PURE__ */ keepFormatters(
  (locale) => new Intl.RelativeTimeFormat(locale, { style: unitStyle(locale), numeric: 'auto' }),
)
const dateFormat = /* @__PURE__ */ keepFormatters(
  (locale, part: keyof typeof STYLES, _zone: string) => new Intl.DateTimeFormat(locale, STYLES[part]),
)

const STYLES = {
  both: { dateStyle: 'medium', timeStyle: 'medium' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

/**
 * A duration for display, in its two largest units: `8s`, `1m 5s`, `2h 4m`. Whole seconds, never negative;
 * empty if the duration is not a finite number.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function formatDuration(durationMs: number, locale: string | undefined): string {
  if (!Number.isFinite(durationMs)) return ''
  const seconds = Math.max(0, Math.floor(durationMs / 1_000)) * 1_000
  const first = UNITS.findIndex(({ ms }) => seconds >= ms)
  let rest = seconds
  const parts = (first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2)).flatMap(
    ({ unit, ms }, index) => {
      const count = Math.floor(rest / ms)
      rest -= count * ms
      return count > 0 || index === 0 ? [unitFormat(locale, unit).format(count)] : []
    },
  )
  return listFormat(locale).format(parts)
}

/**
 * How long ago something happened, in its largest unit: `now`, `5m ago`, `2h ago`. Never in the future; empty
 * if the duration is not a finite number.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function formatAgo(agoMs: number, locale: string | undefined): string {
  if (!Number.isFinite(agoMs)) return ''
  const { unit, ms } = UNITS.find((one) => agoMs >= one.ms) ?? { unit: 'second', ms: 1_000 }
  const count = Math.max(0, Math.floor(agoMs / ms))
  return agoFormat(locale).format(-count, unit)
}

/**
 * A time for display, in the browser's time zone: `Nov 24, 2025, 8:20:05 AM`. Empty if it is not a valid
 * time.
 *
 * @param at epoch ms
 * @param locale BCP 47; `undefined` is the browser's own
 * @param part only the date, or only the time without seconds; default both, with seconds
 */
export function formatInstant(at: number, locale: string | undefined, part?: 'date' | 'time'): string {
  if (toIso(at) === undefined) return ''
  return dateFormat(locale, part ?? 'both', zoneAt(new Date(at))).format(at)
}

/**
 * The browser's time zone as three offsets: then, in winter and in summer. A formatter keeps the zone that it was
 * created in, but the user may travel, and asking `Intl` takes as long as creating another one.
 */
function zoneAt(then: Date): string {
  const year = then.getFullYear()
  return [then, new Date(year, 0), new Date(year, 6)].map((one) => one.getTimezoneOffset()).join(' ')
}
