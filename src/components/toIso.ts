/**
 * A moment in ISO 8601; `undefined` for what is no moment. Never throws.
 *
 * @param at epoch ms
 */
export function toIso(at: number | undefined): string | undefined {
  const date = new Date(at ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
