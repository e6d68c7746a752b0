import { toLocale } from './toLocale.ts'

/**
 * How short a unit of time may be. A single letter is clear in English; in German `5 m` would be five metres.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function unitStyle(locale: string | undefined): 'narrow' | 'short' {
  return new Intl.NumberFormat(toLocale(locale)).resolvedOptions().locale.startsWith('en')
    ? 'narrow'
    : 'short'
}
