import type { Page } from 'playwright'

const START = '2025-11-24T08:20:30Z'

/**
 * Makes the times on a page the same in every run. The clock starts at a fixed moment and runs on, because
 * stories wait for responses; but every count of seconds reads 8, and every moment is rounded down to the
 * hour.
 */
export async function holdTime(page: Page): Promise<void> {
  await page.clock.install({ time: START })
  await page.addInitScript(() => {
    const numberFormat = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')
    const dateFormat = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')
    const formatAgo = Intl.RelativeTimeFormat.prototype.format

    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      configurable: true,
      get(this: Intl.NumberFormat): (value: number) => string {
        const format: (value: number) => string = numberFormat?.get?.call(this)
        return this.resolvedOptions().unit === 'second' ? () => format(8) : format
      },
    })
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      configurable: true,
      get(this: Intl.DateTimeFormat): (value: number | Date) => string {
        const format: (value: number) => string = dateFormat?.get?.call(this)
        return (value) => format(Math.floor(Number(value) / 3_600_000) * 3_600_000)
      },
    })
    Intl.RelativeTimeFormat.prototype.format = function format(
      value: number,
      unit: Intl.RelativeTimeFormatUnit,
    ) {
      return formatAgo.call(this, unit === 'second' ? -8 : value, unit)
    }
  })
}
