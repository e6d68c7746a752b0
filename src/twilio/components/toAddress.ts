/** A phone number without what people put between its digits. */
export function toAddress(typed: string): string {
  return typed.replaceAll(/[\s().\-/]/g, '')
}
