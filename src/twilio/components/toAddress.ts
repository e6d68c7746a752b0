/**
 * An address without what people put between the digits of a phone number, and with a plus sign in place of 00; anything
 * else stays as it is.
 */
export function toAddress(typed: string): string {
  const parts = /^\s*([a-z]+:)?\s*(\+|00)?([\d\s().\-‐-―/]+)$/i.exec(typed)
  if (!parts) return typed.trim()
  const [, scheme = '', prefix = '', digits = ''] = parts
  // +44 (0)20 …: that zero is only dialled without the country code.
  const dialled = prefix === '' ? digits : digits.replace(/\(\s*0\s*\)/, '')
  return `${scheme}${prefix === '' ? '' : '+'}${dialled.replaceAll(/\D/g, '')}`
}
