import { toLocale } from './toLocale.ts'
import { unitStyle } from './unitStyle.ts'

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

/**
 * A duration as a person reads it, in its two largest units: `8s`, `1m 5s`, `2h 4m`. Whole seconds, never negative; empty for what is no number.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function formatDuration(durationMs: number, locale: string | undefined): string {
  if (!Number.isFinite(durationMs)) return ''
  const seconds = Math.max(0, Math.floor(durationMs / 1_000)) * 1_000
  const unitDisplay = unitStyle(locale)
  const first = units.findIndex(({ ms }) => seconds >= ms)
  let rest = seconds
  const parts = (first < 0 ? units.slice(-1) : units.slice(first, first + 2)).flatMap(
    ({ unit, ms }, index) => {
      const count = Math.floor(rest / ms)
      rest -= count * ms
      return count > 0 || index === 0
        ? [new Intl.NumberFormat(toLocale(locale), { style: 'unit', unit, unitDisplay }).format(count)]
        : []
    },
  )
  return new Intl.ListFormat(toLocale(locale), { type: 'unit', style: 'narrow' }).format(parts)
}
