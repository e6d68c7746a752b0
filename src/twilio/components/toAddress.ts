/** An address without what people put between the digits of a phone number; anything else stays as it is. */
export function toAddress(typed: string): string {
  const isNumber = /^\s*(?:[a-z]+:)?\+?[\d\s().\-/]+$/i.test(typed)
  return isNumber ? typed.replaceAll(/[\s().\-/]/g, '') : typed.trim()
}
