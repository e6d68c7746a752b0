import { toLocale } from './toLocale.ts'
import { unitStyle } from './unitStyle.ts'

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

/**
 * How long ago something was, in its largest unit: `now`, `5m ago`, `2h ago`. Never in the future; empty for what is no number.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function formatAgo(agoMs: number, locale: string | undefined): string {
  if (!Number.isFinite(agoMs)) return ''
  const { unit, ms } = UNITS.find((one) => agoMs >= one.ms) ?? { unit: 'second', ms: 1_000 }
  const count = Math.max(0, Math.floor(agoMs / ms))
  return new Intl.RelativeTimeFormat(toLocale(locale), { style: unitStyle(locale), numeric: 'auto' }).format(
    -count,
    unit,
  )
}
